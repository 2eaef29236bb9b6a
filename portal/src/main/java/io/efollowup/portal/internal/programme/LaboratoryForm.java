package io.efollowup.portal.internal.programme;

import io.efollowup.glucose.GlycatedHaemoglobin;
import io.efollowup.portal.internal.web.Request;
import io.efollowup.record.LaboratoryEntry;
import io.efollowup.record.Patient;
import io.efollowup.record.Signature;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * The form of a laboratory value.
 *
 * @param notice key of the sentence that says what is wrong with it; empty for nothing
 */
public record LaboratoryForm(
    String value, String unit, String date, String laboratory, String notice) {
  /** Not filled in yet. */
  static final LaboratoryForm EMPTY = new LaboratoryForm("", "%", "", "", "");

  private static final int LONGEST_NAME = 100;
  private static final LocalDate FIRST = LocalDate.of(1980, 1, 1);

  static LaboratoryForm of(Request request, String notice) {
    return new LaboratoryForm(
        Typed.text(request, "value"),
        Typed.text(request, "unit"),
        Typed.text(request, "date"),
        Typed.text(request, "laboratory"),
        notice);
  }

  /** The entry typed; typed twice it is the same. */
  static LaboratoryEntry entry(Request request, Patient patient, Signature who)
      throws Typed.Refused {
    GlycatedHaemoglobin value = value(request);
    LocalDate today = who.at().atZone(patient.zone()).toLocalDate();
    LocalDate date =
        Typed.date(request, "date")
            .filter(day -> !day.isBefore(FIRST) && !day.isAfter(today))
            .orElseThrow(() -> new Typed.Refused("programme.laboratory.date.wrong"));
    String laboratory = Typed.text(request, "laboratory");
    if (laboratory.length() > LONGEST_NAME) {
      throw new Typed.Refused("programme.laboratory.name.wrong");
    }
    return LaboratoryEntry.of(patient, date, value, laboratory, who);
  }

  private static GlycatedHaemoglobin value(Request request) throws Typed.Refused {
    GlycatedHaemoglobin.Unit unit =
        Arrays.stream(GlycatedHaemoglobin.Unit.values())
            .filter(one -> one.symbol().equals(Typed.text(request, "unit")))
            .findFirst()
            .orElseThrow(() -> new Typed.Refused("programme.laboratory.value.wrong"));
    double number =
        Typed.number(request, "value")
            .orElseThrow(() -> new Typed.Refused("programme.laboratory.value.wrong"));
    if (!unit.isPossible(number)) {
      throw new Typed.Refused("programme.laboratory.value.wrong");
    }
    return new GlycatedHaemoglobin(number, unit);
  }
}
