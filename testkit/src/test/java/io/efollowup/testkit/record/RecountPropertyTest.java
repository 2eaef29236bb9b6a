package io.efollowup.testkit.record;

import static io.efollowup.record.OrganisationId.DEFAULT;
import static io.efollowup.testkit.record.RecordSamples.ANNA;
import static io.efollowup.testkit.record.RecordSamples.patient;
import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseThresholds;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.record.PatientProfiles;
import io.efollowup.record.ProfileChange;
import io.efollowup.record.ProfileChange.OwnLimits;
import io.efollowup.record.Signature;
import io.efollowup.record.StoredReading;
import io.efollowup.record.Summary;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What a change of a profile counts anew is what counting from scratch gives. */
class RecountPropertyTest {
  private static final Optional<String> SAME = Optional.empty();

  /** Clocks change in the middle of it, in Europe, in Chile and on Lord Howe Island. */
  private static final Instant FROM = Instant.parse("2026-03-20T00:00:00Z");

  private static final int MINUTES = 100 * 24 * 60;

  @Property(tries = 150)
  void shouldCountAsFromScratch(
      @ForAll("readings") List<StoredReading> readings,
      @ForAll("limits") OwnLimits limits,
      @ForAll("zones") String zone) {
    try (var record = new InMemoryRecord()) {
      record.write(
          tx -> {
            tx.addPatient(DEFAULT, patient(ANNA));
            tx.addReadings(DEFAULT, ANNA, readings);
            tx.putSummary(
                DEFAULT, RecordSamples.summary(ANNA, Summary.Span.DAY, FROM.plusSeconds(7), 200));
            return null;
          });
      var change =
          new ProfileChange(SAME, SAME, Optional.of(zone), SAME, SAME, Optional.of(limits));

      new PatientProfiles(record).change(DEFAULT, ANNA, change, new Signature(FROM, "dr.li"));

      GlucoseThresholds by = record.in(DEFAULT).patient(ANNA).orElseThrow().thresholds();
      for (Summary.Span span : Summary.Span.values()) {
        assertThat(record.in(DEFAULT).summaries(ANNA, span, Instant.MIN, Instant.MAX))
            .isEqualTo(fromScratch(readings, span, by, ZoneId.of(zone)));
      }
    }
  }

  @Provide
  Arbitrary<List<StoredReading>> readings() {
    Arbitrary<GlucoseValue> mgdl =
        Arbitraries.integers()
            .between(40, 400)
            .map(value -> new GlucoseValue.Measured(Glucose.mgdl(value)));
    Arbitrary<GlucoseValue> mmol =
        Arbitraries.integers()
            .between(22, 222)
            .map(value -> new GlucoseValue.Measured(Glucose.mmol(value / 10.0)));
    Arbitrary<GlucoseValue> beyond =
        Arbitraries.of(GlucoseValue.OutOfRange.LOW, GlucoseValue.OutOfRange.HIGH);
    Arbitrary<GlucoseValue> value =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(8, mgdl),
            net.jqwik.api.Tuple.of(8, mmol),
            net.jqwik.api.Tuple.of(1, beyond));
    return Combinators.combine(Arbitraries.integers().between(0, MINUTES), value)
        .as((minute, what) -> RecordSamples.stored("s", FROM.plusSeconds(60L * minute), what))
        .list()
        .ofMaxSize(120)
        .uniqueElements(stored -> stored.reading().at());
  }

  @Provide
  Arbitrary<OwnLimits> limits() {
    Arbitrary<Integer> step = Arbitraries.integers().between(0, 60);
    return Combinators.combine(step, step, step, step, Arbitraries.of(GlucoseUnit.values()))
        .as(
            (a, b, c, d, unit) -> {
              int veryLow = 60 + a;
              int low = veryLow + b;
              int high = low + 20 + c;
              return unit == GlucoseUnit.MG_DL
                  ? limits(unit, veryLow, low, high, high + d)
                  : limits(
                      unit, veryLow / 20.0, low / 20.0 + 0.1, high / 20.0 + 0.3, high / 20.0 + 4);
            });
  }

  private static OwnLimits limits(GlucoseUnit unit, double... values) {
    String form = unit == GlucoseUnit.MG_DL ? "%.0f" : "%.1f";
    List<String> numbers = new ArrayList<>();
    for (double value : values) {
      numbers.add(String.format(java.util.Locale.ROOT, form, value));
    }
    return OwnLimits.of(unit.symbol(), numbers);
  }

  @Provide
  Arbitrary<String> zones() {
    return Arbitraries.of(
        "UTC",
        "Asia/Shanghai",
        "Asia/Kolkata",
        "Europe/Berlin",
        "America/Santiago",
        "Australia/Lord_Howe",
        "America/St_Johns");
  }

  private static List<Summary> fromScratch(
      List<StoredReading> readings, Summary.Span span, GlucoseThresholds by, ZoneId zone) {
    Map<Instant, List<StoredReading>> groups = new TreeMap<>();
    readings.stream()
        .sorted(java.util.Comparator.comparing(stored -> stored.reading().at()))
        .forEach(
            stored ->
                groups
                    .computeIfAbsent(
                        start(stored.reading().at(), span, zone), k -> new ArrayList<>())
                    .add(stored));
    List<Summary> summaries = new ArrayList<>();
    groups.forEach((start, group) -> summaries.add(sum(span, start, group, by)));
    return summaries;
  }

  /** Walks back by minutes to where the hour or the day began by the clock on the wall. */
  private static Instant start(Instant at, Summary.Span span, ZoneId zone) {
    if (span == Summary.Span.DAY) {
      return at.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
    }
    Instant start = at;
    while (start.atZone(zone).getMinute() != 0) {
      Instant before = start.minusSeconds(60);
      ZoneOffset offset = zone.getRules().getOffset(before);
      if (!offset.equals(zone.getRules().getOffset(start))) {
        return start;
      }
      start = before;
    }
    return start;
  }

  private static Summary sum(
      Summary.Span span, Instant start, List<StoredReading> group, GlucoseThresholds by) {
    Integer[] zones = {0, 0, 0, 0, 0};
    int measured = 0;
    double sum = 0;
    double squares = 0;
    double min = Double.NaN;
    double max = Double.NaN;
    for (StoredReading stored : group) {
      GlucoseValue value = stored.reading().value();
      zones[by.zoneOf(value).ordinal()]++;
      if (value instanceof GlucoseValue.Measured(Glucose glucose)) {
        measured++;
        sum += glucose.mgdl();
        squares += glucose.mgdl() * glucose.mgdl();
        min = measured == 1 ? glucose.mgdl() : Math.min(min, glucose.mgdl());
        max = measured == 1 ? glucose.mgdl() : Math.max(max, glucose.mgdl());
      }
    }
    return new Summary(ANNA, span, start, measured, sum, squares, min, max, List.of(zones));
  }
}
