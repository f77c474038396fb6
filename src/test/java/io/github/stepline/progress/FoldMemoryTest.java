package io.github.stepline.progress;

import static io.github.stepline.progress.Log.RUN;
import static io.github.stepline.progress.Log.words;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is kept does not grow with the number of items. */
class FoldMemoryTest {
    @Test
    @Timeout(120)
    void aHundredThousandItems_leaveNumbersAndAFewExamples() throws Exception {
        assertThat(Jvm.run("12m", ManyItemsProgram.class, "100000"))
                .isEqualTo("Amount[current=100000, total=100000, unit=items] existing=10000 completed=89900 failed=100"
                        + " listed=5/5/100 trend=50\n");
    }

    @Test
    @Tag("e2e")
    @Timeout(600)
    void tenMillionItems_leaveNumbersAndAFewExamples() throws Exception {
        assertThat(Jvm.run("12m", ManyItemsProgram.class, "10000000"))
                .startsWith("Amount[current=10000000, total=10000000, unit=items] existing=1000000 completed=8990000"
                        + " failed=10000 listed=5/5/100 trend=");
    }

    @Test
    void items_thatNeverEnd_areBoundedToo() {
        Fold fold = new Fold();
        Log log = new Log();
        log.run("run_started").started("map", words().parent(RUN));
        for (int i = 1; i <= 120_000; i++) {
            log.started("map/" + i, words().parent("map"));
            log.lines().forEach(fold::accept);
            log.lines().clear();
        }
        RunSnapshot begun = Objects.requireNonNull(fold.snapshot().run());
        assertThat(begun.step().counts().processing()).isBetween(99_000L, 100_000L);

        log.step("step_execution_succeeded", "map/1", words().parent("map"));
        log.lines().forEach(fold::accept);
        assertThat(Objects.requireNonNull(fold.snapshot().run()).step().counts().completed())
                .isEqualTo(1);
        assertThat(fold.snapshot().lines().unknown()).isEqualTo(1);
    }
}
