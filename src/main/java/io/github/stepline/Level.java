package io.github.stepline;

/**
 * How much an event matters, in rising order.
 *
 * <p>The first five are SLF4J's. SLF4J has no {@link #CRITICAL}: it travels as SLF4J's ERROR with the marker
 * {@link Markers#CRITICAL} and is written as {@code CRITICAL}.
 */
public enum Level {
    TRACE(org.slf4j.event.Level.TRACE),
    DEBUG(org.slf4j.event.Level.DEBUG),
    INFO(org.slf4j.event.Level.INFO),
    WARN(org.slf4j.event.Level.WARN),
    ERROR(org.slf4j.event.Level.ERROR),
    CRITICAL(org.slf4j.event.Level.ERROR);

    private final org.slf4j.event.Level slf4j;

    Level(org.slf4j.event.Level slf4j) {
        this.slf4j = slf4j;
    }

    /** The SLF4J level that an event of this level travels with. */
    public org.slf4j.event.Level slf4j() {
        return slf4j;
    }
}
