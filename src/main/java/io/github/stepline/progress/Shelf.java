package io.github.stepline.progress;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The first few, or the last few, of all that came by, in an order of their own: it does not matter how they came. */
final class Shelf<T> {
    private final int size;
    private final Comparator<? super T> order;
    private final boolean keepsLast;
    private final List<T> kept = new ArrayList<>();

    private Shelf(int size, Comparator<? super T> order, boolean keepsLast) {
        this.size = size;
        this.order = order;
        this.keepsLast = keepsLast;
    }

    static <T> Shelf<T> ofFirst(int size, Comparator<? super T> order) {
        return new Shelf<>(size, order, false);
    }

    static <T> Shelf<T> ofLast(int size, Comparator<? super T> order) {
        return new Shelf<>(size, order, true);
    }

    void add(T candidate) {
        int place = kept.size();
        if (place == size && !keepsLast && (size == 0 || order.compare(candidate, kept.get(size - 1)) >= 0)) {
            return;
        }
        while (place > 0 && order.compare(candidate, kept.get(place - 1)) < 0) {
            place--;
        }
        kept.add(place, candidate);
        if (kept.size() > size) {
            kept.remove(keepsLast ? 0 : size);
        }
    }

    void remove(T unwanted) {
        kept.remove(unwanted);
    }

    @Nullable
    T find(Predicate<? super T> wanted) {
        for (T candidate : kept) {
            if (wanted.test(candidate)) {
                return candidate;
            }
        }
        return null;
    }

    /** The first one first. */
    List<T> all() {
        return kept;
    }
}
