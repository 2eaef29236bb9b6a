package io.efollowup.report.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.GregorianCalendar;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

/** Title, language and times of a document. Nothing in them tells who it is about. */
final class DocumentProperties {
  private static final String XMP =
      """
      <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
      <x:xmpmeta xmlns:x="adobe:ns:meta/">
       <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
         <dc:title><rdf:Alt><rdf:li xml:lang="x-default">%1$s</rdf:li></rdf:Alt></dc:title>
         <dc:language><rdf:Bag><rdf:li>%2$s</rdf:li></rdf:Bag></dc:language>
         <xmp:CreatorTool>E-Followup</xmp:CreatorTool>
         <xmp:CreateDate>%3$s</xmp:CreateDate>
        </rdf:Description>
       </rdf:RDF>
      </x:xmpmeta>
      <?xpacket end="r"?>
      """;

  private DocumentProperties() {}

  static void set(PDDocument document, Heading heading) throws IOException {
    String title = heading.words().say("running-title", heading.title(), heading.period());
    String language = heading.options().language().locale().toLanguageTag();
    ZonedDateTime created = heading.options().createdAt().atZone(heading.zone());
    PDDocumentInformation information = document.getDocumentInformation();
    information.setTitle(title);
    information.setCreator("E-Followup");
    information.setProducer("E-Followup");
    information.setCreationDate(GregorianCalendar.from(created));
    PDDocumentCatalog catalog = document.getDocumentCatalog();
    catalog.setLanguage(language);
    PDViewerPreferences preferences = new PDViewerPreferences(new COSDictionary());
    preferences.setDisplayDocTitle(true);
    catalog.setViewerPreferences(preferences);
    String xmp = XMP.formatted(title, language, created.toOffsetDateTime());
    catalog.setMetadata(
        new PDMetadata(document, new ByteArrayInputStream(xmp.getBytes(StandardCharsets.UTF_8))));
    document.setDocumentId(heading.options().createdAt().toEpochMilli());
  }
}
