package io.efollowup.testkit.shanghai;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.food.FoodCatalogue;
import io.efollowup.glucose.food.FoodIndex;
import io.efollowup.glucose.food.FoodNote;
import io.efollowup.glucose.food.Nutrients;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The care events of one wear, gathered row by row. */
final class WearEvents {
  private static final FoodIndex FOODS = FoodIndex.of(FoodCatalogue.standard());
  private static final String SUSPENDED = "temporarily suspend";

  /** Pumps of the data hold Novolin R. */
  private static final String PUMP_ACTION = "short";

  private final GlucoseUnit fingerstickUnit;
  private final Omissions omissions;
  private final List<Row> rows = new ArrayList<>();
  private final BasalRates basal = new BasalRates();
  private int basalRates;

  WearEvents(GlucoseUnit fingerstickUnit, Omissions omissions) {
    this.fingerstickUnit = fingerstickUnit;
    this.omissions = omissions;
  }

  void row(CsvRecord row, OffsetDateTime at) {
    fingerstick(ShanghaiReader.field(row, 2), at);
    if (!ShanghaiReader.field(row, 3).isEmpty()) {
      omissions.count("blood ketone: no kind of event");
    }
    meal(ShanghaiReader.field(row, 4), ShanghaiReader.field(row, 5), at);
    injected(ShanghaiReader.field(row, 6), at);
    drugs(ShanghaiReader.field(row, 7), at);
    bolus(ShanghaiReader.field(row, 8), at);
    rate(ShanghaiReader.field(row, 9), at);
    infused(ShanghaiReader.field(row, 10), at);
  }

  /** All events; the basal insulin as hourly doses up to the end, or counted as left out. */
  List<Row> rows(boolean basalHourly, OffsetDateTime end) {
    List<Row> all = new ArrayList<>(rows);
    if (basalHourly) {
      all.addAll(basal.hourly(end, PUMP_ACTION));
    } else {
      for (int i = 0; i < basalRates; i++) {
        omissions.count("basal rate of a pump: no kind of event (see --basal hourly)");
      }
    }
    return all;
  }

  private void fingerstick(String text, OffsetDateTime at) {
    if (text.isEmpty()) {
      return;
    }
    double value = Double.parseDouble(text);
    if (fingerstickUnit.isPossible(value)) {
      rows.add(Row.fingerstick(at, value, fingerstickUnit));
    } else {
      omissions.count("finger-stick no living person can have");
    }
  }

  /** A meal; without amounts where its note is not understood whole, since half a meal misleads. */
  private void meal(String english, String chinese, OffsetDateTime at) {
    if (english.isEmpty() && chinese.isEmpty()) {
      return;
    }
    Row row = Row.of(at, "meal");
    FoodNote note = better(FOODS.read(chinese), FOODS.read(english));
    row.with(
        "foods",
        note.foods().stream()
            .map(food -> food.food().id())
            .distinct()
            .collect(Collectors.joining(";")));
    if (note.isComplete()) {
      Nutrients nutrients = note.nutrients();
      row.with("carbs", tenths(nutrients.carbs()))
          .with("protein", tenths(nutrients.protein()))
          .with("fat", tenths(nutrients.fat()))
          .with("fibre", tenths(nutrients.fibre()));
    } else if (note.foods().isEmpty()) {
      omissions.count("meal whose food is not recorded: written without food");
    } else {
      omissions.count("meal not understood whole: written without amounts");
    }
    rows.add(row);
  }

  /** Estimates are no more exact. */
  private static double tenths(double grams) {
    return Math.round(grams * 10) / 10.0;
  }

  /** The Chinese note is the one that was written; the English one helps where it is understood. */
  private static FoodNote better(FoodNote chinese, FoodNote english) {
    boolean englishHelps =
        english.isComplete()
            ? !chinese.isComplete()
            : !chinese.isComplete() && english.unknown().size() < chinese.unknown().size();
    return englishHelps || chinese.mentions().isEmpty() ? english : chinese;
  }

  private void injected(String text, OffsetDateTime at) {
    if (!text.isEmpty()) {
      doses(InsulinText.injected(text), at, "insulin that cannot be read");
    }
  }

  private void infused(String text, OffsetDateTime at) {
    if (text.isEmpty()) {
      return;
    }
    Optional<List<InsulinText.Dose>> doses = InsulinText.infused(text);
    doses(doses, at, "infusion that cannot be read");
    if (doses.isPresent()) {
      omissions.count("infusion into a vein: its insulin written as a dose, the rest left out");
    }
  }

  private void doses(Optional<List<InsulinText.Dose>> doses, OffsetDateTime at, String unread) {
    doses.ifPresentOrElse(
        all -> all.forEach(dose -> rows.add(Row.insulin(at, dose.units(), dose.action().name()))),
        () -> omissions.count(unread));
  }

  private void drugs(String text, OffsetDateTime at) {
    if (text.isEmpty()) {
      return;
    }
    Optional<List<DrugText.Drug>> drugs = DrugText.of(text);
    if (drugs.isEmpty()) {
      omissions.count("medicine that cannot be read");
    }
    for (DrugText.Drug drug : drugs.orElse(List.of())) {
      Row row = Row.of(at, "medication").with("name", drug.term());
      if (drug.milligrams().isPresent()) {
        row.with("dose", drug.milligrams().getAsDouble()).with("unit", "mg");
      } else {
        omissions.count("dose above any label's: medicine written without dose");
      }
      rows.add(row);
    }
  }

  private void bolus(String text, OffsetDateTime at) {
    if (text.isEmpty() || text.startsWith(SUSPENDED)) {
      return;
    }
    if (!isNumber(text)) {
      drugs(text, at);
    } else if (Double.parseDouble(text) > 0) {
      rows.add(Row.insulin(at, Double.parseDouble(text), PUMP_ACTION));
    }
  }

  private void rate(String text, OffsetDateTime at) {
    if (isNumber(text)) {
      basalRates++;
      basal.set(at, Double.parseDouble(text));
    } else if (text.startsWith(SUSPENDED)) {
      basal.set(at, 0);
    } else if (!text.isEmpty()) {
      omissions.count("basal rate that cannot be read");
    }
  }

  private static boolean isNumber(String text) {
    return text.matches("\\d+(\\.\\d+)?");
  }
}
