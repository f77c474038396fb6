package io.github.stepline;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessField;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The design's table of packages, as tests: who may import whom, and which library lives where. */
class ArchitectureTest {
    private static final String ROOT = "io.github.stepline";

    private static final JavaClasses STEPLINE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages(ROOT);

    /** What every package may use: the JDK and the null annotations. */
    private static final List<String> PLATFORM =
            List.of("java..", "javax..", "jdk..", "com.sun..", "sun.misc..", "org.jspecify..");

    /** Names of drawers: they say a kind, not a duty, and attract everything. */
    private static final List<String> DRAWERS =
            List.of("util", "utils", "common", "core", "impl", "internal", "helper", "helpers", "support", "config");

    /** A row of the table: a package, which packages of ours it may import, which libraries its duty names. */
    enum Room {
        STEPLINE("redact", "org.slf4j"),
        REDACT("", ""),
        JSON("stepline", "tools.jackson"),
        PROGRESS("stepline json", ""),
        LOGBACK("stepline redact json", "org.slf4j ch.qos.logback net.logstash tools.jackson"),
        BATCH("stepline json redact progress", "org.slf4j"),
        SINK(
                "stepline redact json logback",
                "org.slf4j ch.qos.logback io.opentelemetry io.micrometer org.apache.kafka"),
        TERMINAL("stepline redact json progress logback", "org.slf4j ch.qos.logback org.jline"),
        WEB("stepline progress json logback", "org.slf4j ch.qos.logback org.eclipse.jetty jakarta.servlet"),
        CLI(
                "stepline redact json progress logback batch sink terminal web",
                "org.slf4j ch.qos.logback org.jline picocli");

        private final List<String> imports;
        private final List<String> libraries;

        Room(String imports, String libraries) {
            this.imports = words(imports);
            this.libraries = words(libraries);
        }

        private static List<String> words(String text) {
            return text.isEmpty() ? List.of() : List.of(text.split(" "));
        }

        private String path() {
            String name = name().toLowerCase(Locale.ROOT);
            return name.equals("stepline") ? ROOT : ROOT + "." + name;
        }

        private String[] reachable() {
            Stream<Room> others = imports.stream().map(name -> valueOf(name.toUpperCase(Locale.ROOT)));
            return Stream.concat(Stream.of(this), others).map(Room::path).toArray(String[]::new);
        }

        private String[] usable() {
            Stream<String> ours = libraries.stream().map(library -> library + "..");
            return Stream.concat(PLATFORM.stream(), ours).toArray(String[]::new);
        }
    }

    @Test
    void everyClass_livesInAPackageOfTheTable() {
        check(classes().should().resideInAnyPackage(paths(Room.values())));
    }

    @ParameterizedTest
    @EnumSource
    void packageArrows_followTheTable(Room room) {
        DescribedPredicate<JavaClass> closed = resideInAPackage(ROOT + "..")
                .and(DescribedPredicate.not(resideInAnyPackage(room.reachable())))
                .as("live outside %s", List.of(room.reachable()));
        check(noClasses().that().resideInAPackage(room.path()).should().dependOnClassesThat(closed));
    }

    @Test
    void packages_areFreeOfCycles() {
        check(slices().assignedFrom(packages()).should().beFreeOfCycles());
    }

    @Test
    void packages_areNamedAfterADuty() {
        String[] drawers = DRAWERS.stream().map(name -> ".." + name + "..").toArray(String[]::new);
        check(noClasses().should().resideInAnyPackage(drawers));
    }

    @Test
    void packages_areNullMarked() {
        check(classes().should(liveInANullMarkedPackage()));
    }

    @ParameterizedTest
    @EnumSource
    void foreignLibraries_stayInThePackageWhoseDutyNamesThem(Room room) {
        DescribedPredicate<JavaClass> foreign = DescribedPredicate.not(
                        resideInAPackage(ROOT + "..").or(resideInAnyPackage(room.usable())))
                .and(describe(
                        "are classes", type -> !type.getBaseComponentType().isPrimitive()))
                .as("are foreign and not of %s", List.of(room.libraries));
        check(noClasses().that().resideInAPackage(room.path()).should().dependOnClassesThat(foreign));
    }

    @Test
    void standardOut_belongsToScreensAndTheStatusReporter() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(paths(Room.CLI, Room.TERMINAL))
                .and(areNot(ROOT + ".logback.StatusReporter"))
                .should(accessField(System.class, "out")));
    }

    @Test
    void standardError_belongsToScreensAndOurOwnComplaints() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(paths(Room.CLI, Room.TERMINAL))
                .and(areNot(ROOT + ".logback.StatusReporter"))
                .and(areNot(ROOT + ".InternalReport"))
                .should(accessField(System.class, "err")));
    }

    @Test
    void rootMethods_areNotSynchronized() {
        check(methods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage(ROOT)
                .should()
                .notHaveModifier(JavaModifier.SYNCHRONIZED));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(STEPLINE);
    }

    private static SliceAssignment packages() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return SliceIdentifier.of(type.getPackageName());
            }

            @Override
            public String getDescription() {
                return "packages";
            }
        };
    }

    private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        return new ArchCondition<>("live in a package annotated with @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                JavaPackage room = type.getPackage();
                boolean marked = room.isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(room, marked, room.getName() + " of " + type.getName()));
            }
        };
    }

    private static String[] paths(Room... rooms) {
        return Arrays.stream(rooms).map(Room::path).toArray(String[]::new);
    }

    private static DescribedPredicate<JavaClass> areNot(String name) {
        return describe(
                "are not " + name,
                type -> !type.getName().equals(name) && !type.getName().startsWith(name + "$"));
    }
}
