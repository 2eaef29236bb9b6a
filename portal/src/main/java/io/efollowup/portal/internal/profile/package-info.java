/** What is known of a patient and what they are judged by: seeing and changing it. */
package io.efollowup.portal.internal.profile;
