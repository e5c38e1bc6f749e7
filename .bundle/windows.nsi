; The installer for Windows, for one person and without an administrator. `build.py` gives VERSION,
; FOLDER (what PyInstaller collected) and OUT. It compiles; it was never run on a Windows.
Unicode true
!include "MUI2.nsh"

Name "Cuenote"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\Cuenote"
InstallDirRegKey HKCU "Software\Cuenote" "Folder"
SetCompressor /SOLID lzma
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Cuenote"

!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\cuenotew.exe"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

Section
    SetOutPath "$INSTDIR"
    ; Of the version before; nothing of a person's is there.
    RMDir /r "$INSTDIR\_internal"
    File /r "${FOLDER}/*.*"
    WriteUninstaller "$INSTDIR\uninstall.exe"
    ; The Start menu and cuenote:// links, as the program does it.
    nsExec::Exec '"$INSTDIR\cuenote.exe" install-desktop'
    Pop $0
    WriteRegStr HKCU "Software\Cuenote" "Folder" "$INSTDIR"
    WriteRegStr HKCU "${KEY}" "DisplayName" "Cuenote"
    WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
    WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\cuenotew.exe"
    WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
    WriteRegDWORD HKCU "${KEY}" "NoModify" 1
    WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
SectionEnd

Section "Uninstall"
    nsExec::Exec '"$INSTDIR\cuenote.exe" uninstall-desktop'
    Pop $0
    RMDir /r "$INSTDIR\_internal"
    RMDir /r "$INSTDIR\licences"
    Delete "$INSTDIR\cuenote.exe"
    Delete "$INSTDIR\cuenotew.exe"
    Delete "$INSTDIR\deno.exe"
    Delete "$INSTDIR\uninstall.exe"
    RMDir "$INSTDIR"
    DeleteRegKey HKCU "${KEY}"
    DeleteRegKey HKCU "Software\Cuenote"
SectionEnd
