@echo off
rem Starts a booth with the JVM options of conf\booth.options.
rem
rem   booth [options]   specs\booth.md lists them; without options the booth asks on its page, http://127.0.0.1:8377/
rem
rem Java is the package's own (package-booth), else that of JAVA_HOME, else the first on the path.
setlocal
set "JAR=%~dp0..\gatecast.jar"
if not exist "%JAR%" set "JAR=%~dp0..\target\gatecast.jar"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
if exist "%~dp0..\runtime\bin\java.exe" set "JAVA=%~dp0..\runtime\bin\java"
"%JAVA%" "@%~dp0booth.options" -jar "%JAR%" booth %*
