package chat.load.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How values become places along an axis, 0 at its beginning to 1 at its end, and which of them are written there. */
interface Scale {
    /** Where a value stands, 0 to 1. */
    double place(double value);

    /** The values that are written, in ascending order. */
    List<Tick> ticks();

    /** A value that is written at the axis. */
    record Tick(double value, String text) {}

    /** From 0 on, so that what looks twice as much is. */
    static Scale linear(double max) {
        double top = max > 0 ? max : 1;
        double step = step(top);
        return steps(step, Math.ceil(top / step - 1e-9) * step);
    }

    /** From 0 to just there, for time, which does not go on when nobody looks. */
    static Scale until(double end) {
        double top = end > 0 ? end : 1;
        return steps(step(top), top);
    }

    private static double step(double top) {
        double power = Math.pow(10, Math.floor(Math.log10(top)));
        double ratio = top / power;
        return ratio < 2 ? power / 2 : ratio < 5 ? power : 2 * power;
    }

    private static Scale steps(double step, double end) {
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i * step <= end * (1 + 1e-9); i++) {
            ticks.add(new Tick(i * step, text(i * step)));
        }
        return new Fixed(value -> value / end, ticks);
    }

    /** By powers of ten, for latencies, of which the longest are thousands of times the shortest. */
    static Scale powers(double min, double max) {
        int from = (int) Math.floor(Math.log10(Math.max(min, 1e-3)));
        int to = Math.max(from + 1, (int) Math.ceil(Math.log10(Math.max(max, 1e-3))));
        List<Tick> ticks = new ArrayList<>();
        for (int power = from; power <= to; power++) {
            double value = Math.pow(10, power);
            ticks.add(new Tick(value, text(value)));
        }
        return new Fixed(value -> (Math.log10(Math.max(value, 1e-3)) - from) / (to - from), ticks);
    }

    /**
     * Percentiles, each nine as wide as the one before.
     *
     * @param max the largest below 100 that is drawn
     */
    static Scale nines(double max) {
        double end = Math.max(2, nine(max));
        List<Tick> ticks = new ArrayList<>();
        ticks.add(new Tick(0, "0 %"));
        ticks.add(new Tick(90, "90 %"));
        for (int nines = 2; nines <= end + 1e-9; nines++) {
            double value = 100 - 100 / Math.pow(10, nines);
            ticks.add(new Tick(value, String.format(Locale.ROOT, "%." + (nines - 2) + "f %%", value)));
        }
        return new Fixed(value -> nine(value) / end, ticks);
    }

    private static double nine(double percentile) {
        return -Math.log10(Math.max(1e-9, 1 - percentile / 100));
    }

    private static String text(double value) {
        if (value >= 1_000_000) {
            return trimmed(value / 1_000_000) + " M";
        }
        return value >= 1_000 ? trimmed(value / 1_000) + " k" : trimmed(value);
    }

    private static String trimmed(double value) {
        String text = String.format(Locale.ROOT, "%.3f", value);
        return text.replaceAll("\\.?0+$", "");
    }

    /** One that was worked out. */
    record Fixed(Placing placing, List<Tick> ticks) implements Scale {
        @Override
        public double place(double value) {
            return Math.max(0, Math.min(1, placing.place(value)));
        }
    }

    /** The sum behind a scale. */
    interface Placing {
        /** Where a value stands; outside of 0 to 1 for values that are not drawn. */
        double place(double value);
    }
}
