/** How the catalogue and notes of meals are read. */
package io.efollowup.glucose.food.internal;
