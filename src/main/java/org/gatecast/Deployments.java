package org.gatecast;

import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deploys the verticles of the service one after another, and undeploys them in the opposite order. */
final class Deployments {
    private static final Logger LOG = LoggerFactory.getLogger(Deployments.class);

    private final Vertx vertx;
    /** Deployment ids, the last one first. */
    private final Deque<String> ids = new ArrayDeque<>();

    Deployments(Vertx vertx) {
        this.vertx = vertx;
    }

    Future<?> deploy(Deployable verticle, DeploymentOptions options) {
        return vertx.deployVerticle(verticle, options).onSuccess(ids::push);
    }

    Future<?> deploy(Deployable verticle) {
        return deploy(verticle, new DeploymentOptions());
    }

    /** One instance on each of {@code loops} event loops. */
    Future<?> deployPerLoop(int loops, Supplier<? extends Deployable> verticle) {
        return vertx.deployVerticle(verticle, new DeploymentOptions().setInstances(loops))
                .onSuccess(ids::push);
    }

    /** Fails at the end if a verticle did not stop cleanly. */
    Future<Void> undeployAll() {
        String id = ids.poll();
        return id == null
                ? Future.succeededFuture()
                : vertx.undeploy(id).transform(undeployed -> {
                    if (undeployed.failed()) {
                        LOG.error("A verticle did not stop cleanly", undeployed.cause());
                    }
                    return undeployAll()
                            .compose(rest -> undeployed.failed()
                                    ? Future.failedFuture(undeployed.cause())
                                    : Future.succeededFuture());
                });
    }
}
