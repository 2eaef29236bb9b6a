/** HbA1c from the laboratory and goals set with the patient: seeing and entering them. */
package io.efollowup.portal.internal.programme;
