package io.efollowup.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.insight.AgpAnalysis;
import io.efollowup.insight.DayRange;
import io.efollowup.insight.NinetyDayAnalysis;
import io.efollowup.insight.Targets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfparser.PDFStreamParser;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDParentTreeValue;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TaggedPdfTest {
  static Stream<Arguments> reports() {
    ReportOptions options = Pdfs.options(Language.EN, GlucoseUnit.MG_DL, PageSize.A4);
    DayRange days = new DayRange(SampleAnalyses.MONDAY, 14);
    Pdfs.Writing seven = out -> SevenDayReport.write(SampleAnalyses.week(), options, out);
    Pdfs.Writing agp =
        out ->
            AgpReport.write(
                AgpAnalysis.of(GlucoseTrace.EMPTY, SampleAnalyses.ZONE, Targets.ADULT, days),
                options,
                out);
    Pdfs.Writing ninety =
        out ->
            NinetyDayReport.write(
                NinetyDayAnalysis.of(
                    GlucoseTrace.EMPTY,
                    SampleAnalyses.ZONE,
                    Targets.ADULT,
                    new DayRange(SampleAnalyses.MONDAY, 90),
                    List.of(),
                    List.of()),
                options,
                out);
    return Stream.of(
        Arguments.of("seven-day", seven),
        Arguments.of("agp", agp),
        Arguments.of("ninety-day", ninety));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("reports")
  void shouldTellItsStructure(String name, Pdfs.Writing writing) throws IOException {
    try (PDDocument pdf = Pdfs.of(writing)) {
      assertThat(pdf.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
      assertThat(pdf.getDocumentCatalog().getLanguage()).isEqualTo("en");
      assertThat(pdf.getDocumentCatalog().getViewerPreferences().displayDocTitle()).isTrue();
      List<PDStructureElement> elements =
          Pdfs.elements(pdf.getDocumentCatalog().getStructureTreeRoot());
      List<String> types = elements.stream().map(PDStructureElement::getStructureType).toList();
      assertThat(types.getFirst()).isEqualTo("Document");
      assertThat(types.get(1)).isEqualTo("H1");
      assertThat(types.stream().filter("H1"::equals)).hasSize(1);
      assertThat(types).contains("H2", "P", "Figure", "Table", "TR", "TH", "TD");
      assertThat(elements.stream().filter(e -> e.getStructureType().equals("Figure")))
          .allSatisfy(figure -> assertThat(figure.getAlternateDescription()).isNotBlank());
      for (PDStructureElement cell : elements) {
        switch (cell.getStructureType()) {
          case "TD", "TH" -> assertThat(parentType(cell)).isEqualTo("TR");
          case "TR" -> assertThat(parentType(cell)).isEqualTo("Table");
          default -> {}
        }
      }
    }
  }

  private static String parentType(PDStructureElement element) {
    return ((PDStructureElement) element.getParent()).getStructureType();
  }

  /** Whatever is drawn is either decoration or belongs to exactly one element. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("reports")
  void shouldMarkEverythingThatIsDrawn(String name, Pdfs.Writing writing) throws IOException {
    try (PDDocument pdf = Pdfs.of(writing)) {
      var parents = pdf.getDocumentCatalog().getStructureTreeRoot().getParentTree().getNumbers();
      for (PDPage page : pdf.getPages()) {
        Set<Integer> marked = markedContent(page);
        PDParentTreeValue owners = (PDParentTreeValue) parents.get(page.getStructParents());
        COSArray array = (COSArray) owners.getCOSObject();
        assertThat(marked).hasSize(array.size());
        for (int id : marked) {
          COSDictionary owner = (COSDictionary) array.getObject(id);
          assertThat(owner.getNameAsString(COSName.S)).isNotBlank();
        }
      }
    }
  }

  /** The ids of a page's marked content; fails at something drawn outside of any. */
  private static Set<Integer> markedContent(PDPage page) throws IOException {
    Set<Integer> ids = new HashSet<>();
    List<Object> operands = new ArrayList<>();
    int depth = 0;
    for (Object token : new PDFStreamParser(page).parse()) {
      if (!(token instanceof Operator operator)) {
        operands.add(token);
        continue;
      }
      switch (operator.getName()) {
        case "BMC" -> depth++;
        case "BDC" -> {
          depth++;
          assertThat(ids.add(((COSDictionary) operands.get(1)).getInt(COSName.MCID))).isTrue();
        }
        case "EMC" -> depth--;
        case "Tj", "TJ", "f", "S", "B" -> assertThat(depth).as(operator.getName()).isEqualTo(1);
        default -> {}
      }
      operands.clear();
    }
    assertThat(depth).isZero();
    return ids;
  }
}
