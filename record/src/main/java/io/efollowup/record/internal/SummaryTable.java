package io.efollowup.record.internal;

import io.efollowup.record.Summary;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** One patient's summaries, each sealed. */
record SummaryTable(Handle handle, PatientRow patient, PatientSeal seal) {
  private static final String TABLE = "summary";

  List<Summary> between(Summary.Span span, Instant from, Instant to) {
    return handle
        .createQuery(
            """
            SELECT start, sealed FROM summary
            WHERE patient = ? AND organisation = ? AND span = ? AND start >= ? AND start < ?
            ORDER BY start
            """)
        .bind(0, patient.number())
        .bind(1, patient.organisation())
        .bind(2, span.name())
        .bind(3, Times.bound(from))
        .bind(4, Times.bound(to))
        .map((row, context) -> summary(span, row.getLong(1), row.getBytes(2)))
        .list();
  }

  private Summary summary(Summary.Span span, long start, byte[] sealed) {
    byte[] plain = seal.open(sealed, TABLE, place(span, start));
    return FigureCodec.summary(patient.owner().patient(), span, Times.instant(start), plain);
  }

  void put(Summary summary) {
    long start = Times.exact(summary.start());
    handle.execute(
        """
        INSERT OR REPLACE INTO summary (organisation, patient, span, start, sealed)
        VALUES (?, ?, ?, ?, ?)
        """,
        patient.organisation(),
        patient.number(),
        summary.span().name(),
        start,
        seal.seal(FigureCodec.encode(summary), TABLE, place(summary.span(), start)));
  }

  void removeAll() {
    handle.execute(
        "DELETE FROM summary WHERE patient = ? AND organisation = ?",
        patient.number(),
        patient.organisation());
  }

  private static String place(Summary.Span span, long start) {
    return span.name() + '|' + start;
  }
}
