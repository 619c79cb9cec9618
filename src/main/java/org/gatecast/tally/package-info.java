/**
 * Plain counts that the stages keep of their own work, each declared beside the code that counts, on whatever thread
 * that runs. Counting costs an addition and knows no metrics library; {@code ops} reads the counts when somebody asks.
 */
package org.gatecast.tally;
