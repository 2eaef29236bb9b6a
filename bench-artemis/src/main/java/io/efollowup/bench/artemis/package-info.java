/** ActiveMQ Artemis as the load benchmark's peer. */
package io.efollowup.bench.artemis;
