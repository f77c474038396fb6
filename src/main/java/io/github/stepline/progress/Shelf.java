package io.github.stepline.progress;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The first few of all that came by, in an order of their own: it does not matter in which order they came. */
final class Shelf<T> {
    private final int size;
    private final Comparator<? super T> order;
    private final List<T> kept = new ArrayList<>();

    Shelf(int size, Comparator<? super T> order) {
        this.size = size;
        this.order = order;
    }

    void add(T candidate) {
        int place = kept.size();
        while (place > 0 && order.compare(candidate, kept.get(place - 1)) < 0) {
            place--;
        }
        if (place >= size) {
            return;
        }
        if (kept.size() == size) {
            kept.remove(size - 1);
        }
        kept.add(place, candidate);
    }

    void remove(T unwanted) {
        kept.remove(unwanted);
    }

    List<T> all() {
        return kept;
    }
}
