/** insight. */
package io.efollowup.insight;
