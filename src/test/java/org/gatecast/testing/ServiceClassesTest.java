package org.gatecast.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class ServiceClassesTest {
    @Test
    void theServicesOwnAndThoseOfItsLibrariesAreLoaded() {
        int loaded = ServiceClasses.load();

        assertThat(loaded).isGreaterThan(5_000);
        assertThat(ManagementFactory.getClassLoadingMXBean().getLoadedClassCount())
                .isGreaterThan(loaded);
    }
}
