/**
 * ShanghaiT1DM and ShanghaiT2DM (Zhao et al., Scientific Data 2023), turned into the platform's two
 * CSV files. The data is no part of the project and is read from its spreadsheets saved as CSV, so
 * no library for spreadsheets is needed. {@code ShanghaiFiles} is a program to run by hand.
 */
package io.efollowup.testkit.shanghai;
