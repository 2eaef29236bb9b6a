package io.efollowup.testkit.shanghai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShanghaiReaderTest {
  private static final String HEADER =
      "Date,CGM (mg / dl),CBG (mg / dl),Blood Ketone (mmol / L),Dietary intake,饮食,Insulin dose -"
          + " s.c.,Non-insulin hypoglycemic agents,\"CSII - bolus insulin (Novolin R, IU)\",\"CSII"
          + " - basal insulin (Novolin R, IU / H)\",Insulin dose - i.v.\n";

  @TempDir private Path directory;

  private ShanghaiWear wear(String header, String... rows) throws IOException {
    Path file = directory.resolve("9001_0_20260101.csv");
    Files.writeString(file, header + String.join("\n", rows) + "\n");
    return new ShanghaiReader(true).read(file);
  }

  private static Map<String, String> event(ShanghaiWear wear, int index) {
    List<String> fields = wear.events().get(index);
    return ShanghaiWear.EVENT_COLUMNS.stream()
        .filter(column -> !fields.get(ShanghaiWear.EVENT_COLUMNS.indexOf(column)).isEmpty())
        .collect(
            Collectors.toMap(
                column -> column,
                column -> fields.get(ShanghaiWear.EVENT_COLUMNS.indexOf(column))));
  }

  @Test
  void shouldWriteReadingsInMgdlAtShanghaisTime() throws IOException {
    ShanghaiWear wear = wear(HEADER, "2026-01-01 08:00:00,113.39999999999999,,,,,,,,,");
    assertThat(wear.readings())
        .containsExactly(List.of("9001_0_20260101", "2026-01-01T08:00+08:00", "113.4"));
  }

  @Test
  void shouldMapInsulinToHowFastItActs() throws IOException {
    ShanghaiWear wear =
        wear(
            HEADER,
            "2026-01-01 08:00:00,100,,,,,\"insulin\u00a0glargine, 14 IU, Humulin 70/30  12"
                + " IU\",,,,",
            "2026-01-01 09:00:00,100,,,,,\"insulin aspart, 5 IU\",,,,",
            "2026-01-01 10:00:00,100,,,,,,,,,\"500ml 5% glucose,  12 IU Novolin R,  10 ml 10%"
                + " potassium chloride\"",
            "2026-01-01 11:00:00,100,,,,,water 5 IU,,,,");
    assertThat(wear.events()).hasSize(4);
    assertThat(event(wear, 0)).containsEntry("units", "14").containsEntry("action", "long");
    assertThat(event(wear, 1)).containsEntry("units", "12").containsEntry("action", "mixed");
    assertThat(event(wear, 2)).containsEntry("units", "5").containsEntry("action", "rapid");
    assertThat(event(wear, 3)).containsEntry("units", "12").containsEntry("action", "short");
    assertThat(wear.omissions().counts()).containsEntry("insulin that cannot be read", 1);
  }

  @Test
  void shouldWriteMedicinesAsTermsAndLeaveOutADoseThatCannotBeMeant() throws IOException {
    ShanghaiWear wear =
        wear(
            HEADER,
            "2026-01-01 08:00:00,100,,,,,,\"metformin 0.5 g, acarbose, 50 mg\",,,",
            "2026-01-01 09:00:00,100,,,,,,voglibose 0.2 g,,,",
            "2026-01-01 10:00:00,100,,,,,,sitagliptinphosphate/metforminhydrochloride tablets 50 mg"
                + " / 500 mg,,,");
    assertThat(event(wear, 0)).containsEntry("name", "metformin").containsEntry("dose", "500");
    assertThat(event(wear, 1)).containsEntry("name", "acarbose").containsEntry("dose", "50");
    assertThat(event(wear, 2)).containsEntry("name", "voglibose").doesNotContainKey("dose");
    assertThat(event(wear, 3)).containsEntry("name", "sitagliptin").containsEntry("dose", "50");
    assertThat(event(wear, 4)).containsEntry("name", "metformin").containsEntry("dose", "500");
  }

  @Test
  void shouldWriteABasalRateAsHourlyDoses() throws IOException {
    ShanghaiWear wear =
        wear(
            HEADER,
            "2026-01-01 08:00:00,100,,,,,,,,0.6,",
            "2026-01-01 09:30:00,100,,,,,,,,temporarily suspend insulin delivery,",
            "2026-01-01 12:00:00,100,,,,,,,4.0,,");
    assertThat(wear.events()).hasSize(3);
    assertThat(event(wear, 0)).containsEntry("units", "0.6");
    assertThat(event(wear, 1)).containsEntry("units", "0.3");
    assertThat(event(wear, 2)).containsEntry("units", "4");
  }

  @Test
  void shouldWriteAMealWithoutAmountsWhereItsNoteIsNotUnderstoodWhole() throws IOException {
    ShanghaiWear wear =
        wear(
            HEADER,
            "2026-01-01 08:00:00,100,,,\"Rice 100 g\nEgg 50 g\",\"米饭100g\n鸡蛋50g\",,,,,",
            "2026-01-01 12:00:00,100,,,Rice 100 g and zorblax,米饭100g喵,,,,,",
            "2026-01-01 18:00:00,100,,,data not available,未记录,,,,,");
    assertThat(event(wear, 0))
        .containsEntry("foods", "rice-cooked;egg")
        .containsEntry("carbs", "26.2");
    assertThat(event(wear, 1)).containsEntry("foods", "rice-cooked").doesNotContainKey("carbs");
    assertThat(event(wear, 2)).containsOnlyKeys("id", "time", "kind");
  }

  @Test
  void shouldNotBelieveAHeaderThatTheValuesContradict() {
    assertThatThrownBy(() -> wear(HEADER, "2026-01-01 08:00:00,6.3,,,,,,,,,"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unit");
    String silent = HEADER.replace("CGM (mg / dl)", "CGM ");
    assertThatThrownBy(
            () ->
                wear(
                    silent,
                    "2026-01-01 08:00:00,6.3,,,,,,,,,",
                    "2026-01-01 08:15:00,113.4,,,,,,,,,"))
        .hasMessageContaining("not certain");
  }

  @Test
  void shouldTakeTheUnitFromTheValuesWhereTheHeaderSaysNone() throws IOException {
    String silent = HEADER.replace("CGM (mg / dl)", "CGM ");
    assertThat(wear(silent, "2026-01-01 08:00:00,113.4,,,,,,,,,").unit())
        .isEqualTo(GlucoseUnit.MG_DL);
    ShanghaiWear mmol = wear(silent, "2026-01-01 08:00:00,6.3,,,,,,,,,");
    assertThat(mmol.unit()).isEqualTo(GlucoseUnit.MMOL_L);
    assertThat(mmol.readings().getFirst()).last().isEqualTo("113.498");
  }

  @Test
  void shouldSetAsideAFingerstickNobodyCanHave() throws IOException {
    ShanghaiWear wear =
        wear(
            HEADER, "2026-01-01 08:00:00,100,2044.8,,,,,,,,", "2026-01-01 09:00:00,100,90,,,,,,,,");
    assertThat(wear.events()).hasSize(1);
    assertThat(event(wear, 0)).containsEntry("glucose", "90").containsEntry("unit", "mg/dL");
  }

  @Test
  void shouldReadAllWears() throws IOException {
    Path data = SharedData.assume("data/shanghai");
    List<ShanghaiWear> wears = ShanghaiFiles.read(data, false);
    assertThat(wears).hasSize(125);
    assertThat(wears).allMatch(wear -> wear.unit() == GlucoseUnit.MG_DL);
    assertThat(wears.stream().mapToInt(wear -> wear.readings().size()).sum()).isEqualTo(127_982);
    Omissions omissions = new Omissions();
    wears.forEach(wear -> omissions.add(wear.omissions()));
    assertThat(omissions.counts())
        .doesNotContainKeys("insulin that cannot be read", "medicine that cannot be read")
        .containsEntry("finger-stick no living person can have", 1);
    System.out.println("Shanghai: left out or written in part: " + omissions.counts());
  }
}
