package io.github.stepline;

import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** The SLF4J markers that carry what SLF4J's own vocabulary lacks. */
public final class Markers {
    /** On an ERROR: its level is {@link Level#CRITICAL}. */
    public static final Marker CRITICAL = MarkerFactory.getMarker("CRITICAL");

    /** On a progress tick that live views fold and files do not keep; it takes no {@code seq}. */
    public static final Marker TRANSIENT = MarkerFactory.getMarker("STEPLINE_TRANSIENT");

    private Markers() {}
}
