/**
 * The front door for devices: identity, tokens, policies, endpoints, cloud to device. It knows
 * nothing of glucose and asks an {@link io.efollowup.hub.Admission} whether a message may enter.
 */
package io.efollowup.hub;
