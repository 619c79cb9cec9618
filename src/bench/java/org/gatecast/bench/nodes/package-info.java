/** Several nodes on one PostgreSQL database: how much later the spectators of another node see a commit. */
package org.gatecast.bench.nodes;
