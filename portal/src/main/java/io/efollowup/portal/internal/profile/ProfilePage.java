package io.efollowup.portal.internal.profile;

import io.efollowup.portal.LiveUpdates;
import io.efollowup.portal.internal.access.PatientRefs;
import io.efollowup.portal.internal.access.Permission;
import io.efollowup.portal.internal.access.Viewer;
import io.efollowup.portal.internal.page.Frame;
import io.efollowup.portal.internal.page.Frames;
import io.efollowup.portal.internal.page.Templates;
import io.efollowup.portal.internal.web.Reply;
import io.efollowup.portal.internal.web.Request;
import io.efollowup.record.ClinicalRecord;
import io.efollowup.record.DiabetesType;
import io.efollowup.record.Patient;
import io.efollowup.record.PatientProfiles;
import io.efollowup.record.ProfileRefusedException;
import io.efollowup.record.Signature;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is known of a patient and what they are judged by: to see, and to change. */
public final class ProfilePage {
  private static final int NOT_TAKEN = 400;

  /** Places by continent and ocean; the other names are of old systems and of offsets. */
  private static final List<String> ZONES =
      ZoneId.getAvailableZoneIds().stream()
          .filter(
              id ->
                  id.matches(
                      "(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.+"))
          .sorted()
          .toList();

  private final PatientProfiles profiles;
  private final PatientRefs refs;
  private final Frames frames;
  private final LiveUpdates live;
  private final InstantSource clock;

  public ProfilePage(
      ClinicalRecord record,
      PatientRefs refs,
      Frames frames,
      LiveUpdates live,
      InstantSource clock) {
    this.profiles = new PatientProfiles(record);
    this.refs = refs;
    this.frames = frames;
    this.live = live;
    this.clock = clock;
  }

  /** {@code GET /patients/{p}/profile}. */
  public Reply show(Request request, Viewer viewer, Patient patient) {
    return page(request, viewer, patient, ProfileForm.of(patient), 200);
  }

  /** {@code POST /patients/{p}/profile}. Open pages are told, so that they judge anew at once. */
  public Reply change(Request request, Viewer viewer, Patient patient) {
    ProfileForm form = ProfileForm.of(request);
    Signature who = new Signature(clock.instant(), viewer.account().name());
    try {
      boolean changed =
          !profiles.change(viewer.organisation(), patient.id(), form.change(), who).isEmpty();
      if (changed) {
        live.changed(viewer.organisation(), patient.id());
      }
      return Reply.seeOther(
          "/patients/"
              + refs.of(viewer.organisation(), patient.id())
              + (changed ? "/profile?saved=changed" : "/profile?saved=same"));
    } catch (ProfileRefusedException e) {
      return page(request, viewer, patient, form.refused(e.refusals()), NOT_TAKEN);
    }
  }

  private Reply page(
      Request request, Viewer viewer, Patient patient, ProfileForm form, int status) {
    Frame frame = frames.of(request, viewer, "profile.title", "patients");
    String saved = request.queryParameter("saved").orElse("");
    Map<String, Object> model = new HashMap<>();
    model.put("frame", frame);
    model.put("ref", refs.of(viewer.organisation(), patient.id()));
    model.put("id", patient.id().value());
    model.put("mayChange", viewer.may(Permission.CHANGE_PROFILE));
    model.put("form", form);
    model.put("current", TargetChoice.of(patient, frame.words()));
    model.put("choices", TargetChoice.all(patient.unit(), frame.words()));
    model.put("types", Arrays.stream(DiabetesType.values()).map(DiabetesType::code).toList());
    model.put("zones", ZONES);
    model.put("thisYear", clock.instant().atZone(patient.zone()).getYear());
    model.put(
        "saved",
        switch (saved) {
          case "changed", "same" -> frame.say("profile.saved." + saved);
          default -> "";
        });
    return Reply.html(status, Templates.render("profile", model));
  }
}
