package org.gatecast.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScriptBundleTest {
    @Test
    void modulesComeOnceAndBeforeThoseThatImportThem() {
        String script = bundle(
                "a/main.js",
                        "import { one } from './one.js';\nimport { two as zwei } from '../b/two.js';\nrun(one, zwei);",
                "a/one.js", "import { two } from '../b/two.js';\nexport const one = two + 1;",
                "b/two.js", "export const two = 2;\nexport function unused() {}");

        assertThat(script)
                .containsOnlyOnce("const two = 2;")
                .contains("return { two, unused };")
                .contains("const { two: zwei } = module0;")
                .endsWith("run(one, zwei);");
        assertThat(script.indexOf("const two = 2")).isLessThan(script.indexOf("const one = two + 1"));
    }

    @Test
    void everyWayToExportThatTheLibrariesUseIsUnderstood() {
        String script = bundle(
                "main.js", "import{x as y}from\"./small.js\";\nimport z from './z.js';\nimport * as all from './z.js';",
                "small.js", "var a=1,b=2;export{a as x,b};\n//# sourceMappingURL=small.js.map",
                "z.js", "export default {\n};\nexport async function late() {}\nexport class Own {}");

        assertThat(script)
                .contains("return { x: a,b };")
                .contains("const exported = {")
                .contains("return { late, Own, default: exported };")
                .contains("const {x: y} = module0;", "const { default: z } = module1;")
                .contains("const all = module1;")
                .doesNotContain("sourceMappingURL")
                .doesNotContain("export ");
    }

    @Test
    void whatIsImportedLaterIsLeftToTheBrowser() {
        assertThat(bundle("main.js", "const words = await import(address);"))
                .isEqualTo("const words = await import(address);");
    }

    @Test
    void linesThatAreCommentsGoAndAllElseStays() {
        assertThat(bundle("main.js", "/** What\n * it is. */\n  // so\nconst a = 'http://a'; // here\n"))
                .isEqualTo("const a = 'http://a'; // here\n");
    }

    @Test
    void circlesAndMissingModulesAreTold() {
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        bundle("main.js", "import './a.js';", "a.js", "import './b.js';", "b.js", "import './a.js';"))
                .withMessageContaining("circle")
                .withMessageContaining("b.js");
        assertThatIllegalStateException()
                .isThrownBy(() -> bundle("main.js", "import './none.js';"))
                .withMessageContaining("none.js");
        assertThatIllegalStateException()
                .isThrownBy(() -> bundle("main.js", "import './a.js';", "a.js", "export * from './b.js';"))
                .withMessageContaining("not understood");
    }

    /** Of the first module. */
    private static String bundle(String... namesAndTexts) {
        Map<String, String> modules = new HashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            modules.put(namesAndTexts[i], namesAndTexts[i + 1]);
        }
        return ScriptBundle.of(namesAndTexts[0], modules::get);
    }
}
