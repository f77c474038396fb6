package io.github.stepline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests to a run: each is said and handed on, and none after the end. */
class ControlTest {
    @RegisterExtension
    final Captured events = new Captured();

    private final List<Control.Request> requests = new ArrayList<>();

    @Test
    void request_isSaidAsAnEventOfTheUser_andHandedOn() {
        Step run = Events.runStarted("import");
        events.clear();
        try (Control control = Control.open(run, requests::add)) {
            control.pause("anna");
            control.resume("ben");
            control.addContext("anna", "Look at March first.");
            control.retry("anna", "page-17");
            control.retryFailed("anna");
            control.cancel("ben", "wrong input");
        }
        assertThat(requests)
                .containsExactly(
                        new Control.Pause("anna"),
                        new Control.Resume("ben"),
                        new Control.AddContext("anna", "Look at March first."),
                        new Control.Retry("anna", "page-17"),
                        new Control.Retry("anna", null),
                        new Control.Cancel("ben", "wrong input"));
        assertThat(events.actions())
                .containsExactly(
                        "execution_pause_requested",
                        "execution_resume_requested",
                        "context_added_by_user",
                        "execution_retry_requested",
                        "execution_retry_requested",
                        "execution_cancel_requested");
        assertThat(events.all()).allSatisfy(event -> {
            assertThat(event.runId()).isEqualTo(run.id());
            assertThat(String.valueOf(event.component())).isEqualTo("user_interaction");
        });
        run.succeeded();
    }

    @Test
    void control_isFoundWhileTheRunGoesOn_andAsksNothingAfterwards() {
        Step run = Events.runStarted("import");
        Control control = Control.open(run, requests::add);
        assertThat(Control.of(run.id())).isSameAs(control);
        assertThat(Control.all()).containsExactly(control);
        control.close();
        assertThat(Control.of(run.id())).isNull();
        assertThat(Control.all()).isEmpty();
        run.succeeded();
        events.clear();
        control.cancel("anna", "too late");
        control.pause("anna");
        assertThat(requests).isEmpty();
        assertThat(events.lines()).isEmpty();
    }
}
