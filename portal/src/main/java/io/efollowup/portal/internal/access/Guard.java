package io.efollowup.portal.internal.access;

import io.efollowup.portal.internal.web.Endpoint;
import io.efollowup.portal.internal.web.HttpProblem;
import io.efollowup.portal.internal.web.Reply;
import io.efollowup.portal.internal.web.Request;
import io.efollowup.record.Account;
import io.efollowup.record.ClinicalRecord;
import io.efollowup.record.OrganisationRecord;
import io.efollowup.record.Patient;
import io.efollowup.record.PatientId;
import java.util.Optional;
import java.util.function.Consumer;

/** Stands before every endpoint that is not for everybody. */
public final class Guard {
  private final ClinicalRecord record;
  private final Sessions sessions;
  private final Forgery forgery;
  private final PatientRefs refs;
  private final ViewAudit audit;

  /** Answers somebody who is signed in. */
  @FunctionalInterface
  public interface ForViewer {
    Reply answer(Request request, Viewer viewer);
  }

  /** Answers somebody who may see this patient. */
  @FunctionalInterface
  public interface ForPatient {
    Reply answer(Request request, Viewer viewer, Patient patient);
  }

  public Guard(
      ClinicalRecord record,
      Sessions sessions,
      Forgery forgery,
      PatientRefs refs,
      ViewAudit audit) {
    this.record = record;
    this.sessions = sessions;
    this.forgery = forgery;
    this.refs = refs;
    this.audit = audit;
  }

  /** Open to everybody, but not to forged requests. */
  public Endpoint open(Endpoint endpoint) {
    return request -> {
      checkForgery(request, forgery::checkOpenForm);
      return endpoint.answer(request);
    };
  }

  /** For everybody signed in. */
  public Endpoint signedIn(ForViewer endpoint) {
    return request -> {
      Viewer viewer = require(request);
      checkForgery(request, forgery::checkForm);
      return endpoint.answer(request, viewer);
    };
  }

  /** For those whose role has this permission. */
  public Endpoint with(Permission permission, ForViewer endpoint) {
    return signedIn(
        (request, viewer) -> {
          if (!viewer.may(permission)) {
            audit.refused(viewer, permission.name().toLowerCase(java.util.Locale.ROOT));
            throw new HttpProblem(
                HttpProblem.Kind.FORBIDDEN, "Your role does not include clinical data.");
          }
          return endpoint.answer(request, viewer);
        });
  }

  /** For those who may do this with the patient the route's {@code p} names. */
  public Endpoint withPatient(Permission permission, ForPatient endpoint) {
    return with(
        permission,
        (request, viewer) -> {
          Patient patient = patient(request, viewer);
          audit.viewed(viewer, "patient.view", Optional.of(patient.id()));
          return endpoint.answer(request, viewer, patient);
        });
  }

  /** The session a request belongs to, if it is open and its account may still sign in. */
  public Optional<Viewer> viewer(Request request) {
    boolean isUse = !request.isFragment();
    return request
        .cookie(Cookies.SESSION)
        .flatMap(cookie -> sessions.find(cookie, isUse))
        .flatMap(this::viewer);
  }

  /** The session with its account as it is now: a disabled account is out at once. */
  public Optional<Viewer> viewer(Session session) {
    return record
        .account(session.account())
        .filter(account -> !account.disabled())
        .filter(account -> account.organisation().equals(session.organisation()))
        .filter(account -> sessions.isOpen(session))
        .map(account -> new Viewer(session, account));
  }

  private Viewer require(Request request) {
    return viewer(request)
        .orElseThrow(
            () -> new HttpProblem(HttpProblem.Kind.UNAUTHENTICATED, "Sign in and try again."));
  }

  private void checkForgery(Request request, Consumer<Request> formCheck) {
    if (!request.isUnsafe()) {
      return;
    }
    if (request.isApi()) {
      forgery.checkApi(request);
    } else {
      formCheck.accept(request);
    }
  }

  /** Somebody else's patient and no patient at all are the same answer. */
  private Patient patient(Request request, Viewer viewer) {
    OrganisationRecord organisation = record.in(viewer.organisation());
    String name = request.pathParameter("p");
    Account account = viewer.account();
    return refs.find(viewer.organisation(), name, organisation::patients)
        .or(() -> request.isApi() ? pseudonym(name) : Optional.empty())
        .filter(id -> Permissions.reaches(account.role(), account.patient(), id))
        .flatMap(organisation::patient)
        .orElseThrow(HttpProblem::notFound);
  }

  private static Optional<PatientId> pseudonym(String name) {
    try {
      return Optional.of(new PatientId(name));
    } catch (IllegalArgumentException notOne) {
      return Optional.empty();
    }
  }
}
