package io.efollowup.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.server.admin.Administration.LaboratoryView;
import io.efollowup.server.csv.LaboratoryCsv;
import java.io.StringReader;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordImportCommandTest {
  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Asia/Shanghai", "Pacific/Kiritimati", "America/Los_Angeles"})
  void shouldSayTheSameOfADateAloneInEveryZone(String zone) {
    String file =
        """
        id,time,test,value,unit
        a,2026-05-10,hba1c,7.1,%
        a,2026-02-10T08:00:00+08:00,hba1c,58,mmol/mol
        """;

    LaboratoryCsv csv = LaboratoryCsv.read(new StringReader(file), "l.csv", ZoneId.of(zone));

    List<LaboratoryView> views =
        csv.entries().get("a").stream().map(RecordImportCommand::view).toList();
    assertThat(views)
        .containsExactly(
            new LaboratoryView("2026-05-10", 7.1, "PERCENT", ""),
            new LaboratoryView("2026-02-10T00:00:00Z", 58, "MMOL_PER_MOL", ""));
  }
}
