package io.efollowup.record.internal;

import io.efollowup.glucose.GlycatedHaemoglobin;
import io.efollowup.glucose.GoalMeasure;
import io.efollowup.record.GoalEntry;
import io.efollowup.record.LaboratoryEntry;
import io.efollowup.record.Signature;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/** Laboratory values and goals as bytes; what their rows hold stands beside them. */
final class ProgrammeCodec {
  private static final int VERSION = 1;

  private ProgrammeCodec() {}

  static byte[] encode(LaboratoryEntry entry) {
    var out =
        new ByteWriter()
            .unsigned(VERSION)
            .raw(entry.value().value())
            .text(entry.value().unit().name())
            .text(entry.laboratory());
    signature(entry.entered(), out);
    optional(entry.withdrawn(), out);
    return out.toBytes();
  }

  static LaboratoryEntry laboratory(UUID id, Instant at, byte[] bytes) {
    ByteReader in = reader(bytes);
    double value = in.raw();
    var unit = GlycatedHaemoglobin.Unit.valueOf(in.text());
    return new LaboratoryEntry(
        id, at, new GlycatedHaemoglobin(value, unit), in.text(), signature(in), optional(in));
  }

  static byte[] encode(GoalEntry goal) {
    var out = new ByteWriter().unsigned(VERSION).text(goal.measure().name()).raw(goal.value());
    out.text(goal.by().map(LocalDate::toString).orElse(""));
    signature(goal.set(), out);
    optional(goal.withdrawn(), out);
    return out.toBytes();
  }

  static GoalEntry goal(UUID id, byte[] bytes) {
    ByteReader in = reader(bytes);
    GoalMeasure measure = GoalMeasure.valueOf(in.text());
    double value = in.raw();
    String by = in.text();
    return new GoalEntry(
        id,
        measure,
        value,
        by.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(by)),
        signature(in),
        optional(in));
  }

  private static ByteReader reader(byte[] bytes) {
    var in = new ByteReader(bytes);
    if (in.unsigned() != VERSION) {
      throw new IllegalStateException("an entry was written by a newer version of E-Followup");
    }
    return in;
  }

  private static void signature(Signature signature, ByteWriter out) {
    out.signed(Times.exact(signature.at())).text(signature.by());
  }

  private static Signature signature(ByteReader in) {
    return new Signature(Times.instant(in.signed()), in.text());
  }

  private static void optional(Optional<Signature> signature, ByteWriter out) {
    out.unsigned(signature.isPresent() ? 1 : 0);
    signature.ifPresent(present -> signature(present, out));
  }

  private static Optional<Signature> optional(ByteReader in) {
    return in.unsigned() == 1 ? Optional.of(signature(in)) : Optional.empty();
  }
}
