package io.github.stepline.redact;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The reviewed list of masks in texts that are public: which mask, where, in what line, and why it is right. One line
 * each, with tabs between; a star in the place stands for anything.
 */
final class ExplainedMasks {
    private final List<Explained> all = new ArrayList<>();

    /** One line of the list. */
    private static final class Explained {
        final String line;
        final String mask;
        final Pattern place;
        final String part;
        boolean isNear;
        boolean isUsed;

        Explained(String line) {
            String[] columns = line.split("\t");
            if (columns.length != 4 || columns[3].length() < 10) {
                throw new IllegalArgumentException("'" + line + "': mask, place, part of the line, why");
            }
            this.line = line;
            this.mask = columns[0];
            this.place = Pattern.compile(
                    Pattern.quote(columns[1]).replace("*", "\\E.*\\Q").replace("\\Q\\E", ""));
            this.part = columns[2];
        }
    }

    static ExplainedMasks read() {
        ExplainedMasks list = new ExplainedMasks();
        Corpus.lines("explained-masks.txt").forEach(line -> list.all.add(new Explained(line)));
        return list;
    }

    /** The part of the list that is about this place. */
    ForText at(String place) {
        return new ForText(
                all.stream().filter(one -> one.place.matcher(place).matches()).toList());
    }

    /** Lines of the list that are about a line which was read and is not masked so any more. */
    List<String> outOfDate() {
        return all.stream()
                .filter(one -> one.isNear && !one.isUsed)
                .map(one -> one.line)
                .toList();
    }

    /** The explanations that may hold in one text. */
    record ForText(List<Explained> candidates) {
        /** To be asked about every line, masked or not. */
        boolean explain(String line, List<String> masks) {
            if (candidates.isEmpty()) {
                return masks.isEmpty();
            }
            List<Explained> here =
                    candidates.stream().filter(one -> line.contains(one.part)).toList();
            here.forEach(one -> one.isNear = true);
            here.stream().filter(one -> masks.contains(one.mask)).forEach(one -> one.isUsed = true);
            return masks.stream().allMatch(mask -> here.stream().anyMatch(one -> one.mask.equals(mask)));
        }
    }
}
