/** The CSV files people give to the commands, read strictly: what is wrong is named by place. */
package io.efollowup.server.csv;
