@echo off
rem Bench runs on Linux: this hands the call over to bash, of WSL or of Git for Windows.
where bash >nul 2>nul
if errorlevel 1 (
    echo error BENCH9006: bash was not found. Install WSL ^(wsl --install^), or Git for Windows, and call build.cmd again. 1>&2
    exit /b 2
)
pushd "%~dp0"
bash ./build.sh %*
set STATUS=%ERRORLEVEL%
popd
exit /b %STATUS%
