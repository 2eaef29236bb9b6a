/**
 * What people and outside programs see of E-Followup over HTTPS: pages, the JSON API, live updates,
 * health and metrics. {@link io.efollowup.portal.Portal} is the entrance.
 */
package io.efollowup.portal;
