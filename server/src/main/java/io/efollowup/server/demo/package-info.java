/**
 * A simulated cohort that streams into the platform as real devices would. Its glucose is made of
 * plain shapes with a seed; it stands for nobody and models no physiology.
 */
package io.efollowup.server.demo;
