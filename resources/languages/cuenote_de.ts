<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name></name>
    <message numerus="yes">
        <source>(1 more)|(%n more)</source>
        <translation>
            <numerusform>(1 weitere)</numerusform>
            <numerusform>(%n weitere)</numerusform>
        </translation>
    </message>
    <message>
        <source>(no words)</source>
        <translation>(kein Text)</translation>
    </message>
    <message>
        <source>(picture)</source>
        <translation>(Bild)</translation>
    </message>
    <message>
        <source>+ Bullet</source>
        <translation>+ Listenpunkt</translation>
    </message>
    <message numerus="yes">
        <source>1 card|%n cards</source>
        <translation>
            <numerusform>1 Karte</numerusform>
            <numerusform>%n Karten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 chapter is left out: on YouTube chapters must be ten seconds apart.|%n chapters are left out: on YouTube chapters must be ten seconds apart.</source>
        <translation>
            <numerusform>1 Kapitel ausgelassen: Auf YouTube müssen Kapitel zehn Sekunden auseinanderliegen.</numerusform>
            <numerusform>%n Kapitel ausgelassen: Auf YouTube müssen Kapitel zehn Sekunden auseinanderliegen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 claim was skipped: its video is not saved.|%n claims were skipped: their videos are not saved.</source>
        <translation>
            <numerusform>1 Aussage übersprungen: Ihr Video ist nicht gespeichert.</numerusform>
            <numerusform>%n Aussagen übersprungen: Ihre Videos sind nicht gespeichert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 claim|%n claims</source>
        <translation>
            <numerusform>1 Aussage</numerusform>
            <numerusform>%n Aussagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 clip|%n clips</source>
        <translation>
            <numerusform>1 Clip</numerusform>
            <numerusform>%n Clips</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 file, one per note|%n files, one per note</source>
        <translation>
            <numerusform>1 Datei, eine je Notiz</numerusform>
            <numerusform>%n Dateien, eine je Notiz</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 is already being saved|%n are already being saved</source>
        <translation>
            <numerusform>1 wird bereits gespeichert</numerusform>
            <numerusform>%n werden bereits gespeichert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 is already being transcribed|%n are already being transcribed</source>
        <translation>
            <numerusform>1 wird bereits transkribiert</numerusform>
            <numerusform>%n werden bereits transkribiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 link|%n links</source>
        <translation>
            <numerusform>1 Link</numerusform>
            <numerusform>%n Links</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 match with markup in it was left.|%n matches with markup in them were left.</source>
        <translation>
            <numerusform>1 Treffer mit Formatierung wurde ausgelassen.</numerusform>
            <numerusform>%n Treffer mit Formatierung wurden ausgelassen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 minute|%n minutes</source>
        <translation>
            <numerusform>1 Minute</numerusform>
            <numerusform>%n Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 more has a transcript|%n more have a transcript</source>
        <translation>
            <numerusform>1 weiteres hat ein Transkript</numerusform>
            <numerusform>%n weitere haben ein Transkript</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 more is already saved|%n more are already saved</source>
        <translation>
            <numerusform>1 weiteres ist bereits gespeichert</numerusform>
            <numerusform>%n weitere sind bereits gespeichert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 more video in this note|%n more videos in this note</source>
        <translation>
            <numerusform>1 weiteres Video in dieser Notiz</numerusform>
            <numerusform>%n weitere Videos in dieser Notiz</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 more was added to Recent.|%n more were added to Recent.</source>
        <translation>
            <numerusform>1 weitere Datei zu „Zuletzt geöffnet“ hinzugefügt.</numerusform>
            <numerusform>%n weitere Dateien zu „Zuletzt geöffnet“ hinzugefügt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 note couldn&apos;t be read.|%n notes couldn&apos;t be read.</source>
        <translation>
            <numerusform>1 Notiz konnte nicht gelesen werden.</numerusform>
            <numerusform>%n Notizen konnten nicht gelesen werden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 note has no online video|%n notes have no online video</source>
        <translation>
            <numerusform>1 Notiz hat kein Online-Video</numerusform>
            <numerusform>%n Notizen haben kein Online-Video</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 note has no video on this computer|%n notes have no video on this computer</source>
        <translation>
            <numerusform>1 Notiz hat kein Video auf diesem Computer</numerusform>
            <numerusform>%n Notizen haben kein Video auf diesem Computer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 note|%n notes</source>
        <translation>
            <numerusform>1 Notiz</numerusform>
            <numerusform>%n Notizen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 page with {0}|%n pages with {0}</source>
        <extracomment>{0}: “12 timestamps”</extracomment>
        <translation>
            <numerusform>1 Seite, {0}</numerusform>
            <numerusform>%n Seiten, {0}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 place in {0}|%n places in {0}</source>
        <translation>
            <numerusform>1 Stelle in {0}</numerusform>
            <numerusform>%n Stellen in {0}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 problem found.|%n problems found.</source>
        <translation>
            <numerusform>1 Problem gefunden.</numerusform>
            <numerusform>%n Probleme gefunden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 problem ignored|%n problems ignored</source>
        <translation>
            <numerusform>1 Problem wird ignoriert.</numerusform>
            <numerusform>%n Probleme werden ignoriert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 problem left without a safe fix.|%n problems left without a safe fix.</source>
        <translation>
            <numerusform>1 Problem ohne sichere Korrektur bleibt.</numerusform>
            <numerusform>%n Probleme ohne sichere Korrektur bleiben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 problem|%n problems</source>
        <translation>
            <numerusform>1 Problem</numerusform>
            <numerusform>%n Probleme</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 stays: it would be below 0:00|%n stay: they would be below 0:00</source>
        <translation>
            <numerusform>1 bleibt: Sie läge vor 0:00</numerusform>
            <numerusform>%n bleiben: Sie lägen vor 0:00</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 time fixed|%n times fixed</source>
        <translation>
            <numerusform>1 Zeit korrigiert</numerusform>
            <numerusform>%n Zeiten korrigiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 time has mm:ss written as hh:mm|%n times have mm:ss written as hh:mm</source>
        <translation>
            <numerusform>Bei 1 Zeit ist mm:ss als hh:mm geschrieben</numerusform>
            <numerusform>Bei %n Zeiten ist mm:ss als hh:mm geschrieben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 time would be past the end of the video ({0}).|%n times would be past the end of the video ({0}).</source>
        <translation>
            <numerusform>1 Zeit läge hinter dem Ende des Videos ({0}).</numerusform>
            <numerusform>%n Zeiten lägen hinter dem Ende des Videos ({0}).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 timestamp has no picture and no audio: its video is not on this computer.|%n timestamps have no picture and no audio: their videos are not on this computer.</source>
        <translation>
            <numerusform>1 Zeitstempel hat kein Bild und keinen Ton: Sein Video ist nicht auf diesem Computer.</numerusform>
            <numerusform>%n Zeitstempel haben kein Bild und keinen Ton: Ihre Videos sind nicht auf diesem Computer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 timestamp has no picture: its video is not on this computer.|%n timestamps have no picture: their videos are not on this computer.</source>
        <translation>
            <numerusform>1 Zeitstempel hat kein Bild: Sein Video ist nicht auf diesem Computer.</numerusform>
            <numerusform>%n Zeitstempel haben kein Bild: Ihre Videos sind nicht auf diesem Computer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 timestamp is left out ({0}): {1}|%n timestamps are left out ({0}): {1}</source>
        <translation>
            <numerusform>1 Zeitstempel ausgelassen ({0}): {1}</numerusform>
            <numerusform>%n Zeitstempel ausgelassen ({0}): {1}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 timestamp|%n timestamps</source>
        <translation>
            <numerusform>1 Zeitstempel</numerusform>
            <numerusform>%n Zeitstempel</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 video in “{0}”|%n videos in “{0}”</source>
        <translation>
            <numerusform>1 Video in „{0}“</numerusform>
            <numerusform>%n Videos in „{0}“</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 video was left out: it has no note here.|%n videos were left out: they have no notes here.</source>
        <translation>
            <numerusform>1 Video ausgelassen: Es hat hier keine Notiz.</numerusform>
            <numerusform>%n Videos ausgelassen: Sie haben hier keine Notizen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 video|%n videos</source>
        <translation>
            <numerusform>1 Video</numerusform>
            <numerusform>%n Videos</numerusform>
        </translation>
    </message>
    <message>
        <source>1080p</source>
        <translation>1080p</translation>
    </message>
    <message>
        <source>360p</source>
        <translation>360p</translation>
    </message>
    <message>
        <source>480p</source>
        <translation>480p</translation>
    </message>
    <message>
        <source>720p</source>
        <translation>720p</translation>
    </message>
    <message>
        <source>720p, resolution</source>
        <translation>720p, Auflösung</translation>
    </message>
    <message>
        <source>9:07, 1:02:03, 62</source>
        <translation>9:07, 1:02:03, 62</translation>
    </message>
    <message>
        <source>A Markdown file. Placeholders: see the guide.</source>
        <translation>Eine Markdown-Datei. Platzhalter stehen im Handbuch.</translation>
    </message>
    <message>
        <source>A card for each claim, with its picture and audio. Open the file with Anki.</source>
        <translation>Eine Karte je Aussage, mit Bild und Ton. Die Datei mit Anki öffnen.</translation>
    </message>
    <message>
        <source>A clip for each claim</source>
        <translation>Ein Clip je Aussage</translation>
    </message>
    <message>
        <source>A desktop viewer for notes about videos.</source>
        <translation>Ein Desktop-Programm für Notizen zu Videos.</translation>
    </message>
    <message>
        <source>A file next to the note with “{0}” in its name is used automatically.</source>
        <translation>Eine Datei neben der Notiz mit „{0}“ im Namen wird automatisch verwendet.</translation>
    </message>
    <message>
        <source>A folder with a Whisper model in CTranslate2 format.</source>
        <translation>Ordner mit einem Whisper-Modell im Format CTranslate2.</translation>
    </message>
    <message>
        <source>A label for each claim, to import into Audacity.</source>
        <translation>Eine Textmarke je Aussage, zum Importieren in Audacity.</translation>
    </message>
    <message>
        <source>A line of JSON for each timestamp, for programs.</source>
        <translation>Eine Zeile JSON je Zeitstempel, für Programme.</translation>
    </message>
    <message>
        <source>A link wants to open a note outside your vaults:
{0}</source>
        <translation>Ein Link will eine Notiz außerhalb Ihrer Vaults öffnen:
{0}</translation>
    </message>
    <message>
        <source>A list of the claims, each with a link to its time in the video.</source>
        <translation>Liste der Aussagen, jede mit einem Link zu ihrer Zeit im Video.</translation>
    </message>
    <message>
        <source>A model on this computer transcribes the audio. Nothing leaves this computer.</source>
        <translation>Ein Modell auf diesem Computer transkribiert den Ton. Nichts verlässt diesen Computer.</translation>
    </message>
    <message>
        <source>A name can&apos;t contain “{0}”.</source>
        <translation>Ein Name kann kein „{0}“ enthalten.</translation>
    </message>
    <message>
        <source>A name can&apos;t start or end with a dot or a space.</source>
        <translation>Ein Name kann nicht mit einem Punkt oder Leerzeichen beginnen oder enden.</translation>
    </message>
    <message>
        <source>A newer yt-dlp usually helps.</source>
        <translation>Ein neueres yt-dlp hilft meistens.</translation>
    </message>
    <message>
        <source>A row for each timestamp, for a spreadsheet.</source>
        <translation>Eine Zeile je Zeitstempel, für eine Tabellenkalkulation.</translation>
    </message>
    <message>
        <source>A short video for each claim, in a folder of their own.</source>
        <translation>Ein kurzes Video je Aussage, in einem eigenen Ordner.</translation>
    </message>
    <message>
        <source>A sync program left another copy of this note: {0}</source>
        <translation>Ein Synchronisierungsprogramm hat eine weitere Kopie dieser Notiz hinterlassen: {0}</translation>
    </message>
    <message>
        <source>A timestamp has no time.</source>
        <translation>Einem Zeitstempel fehlt die Zeit.</translation>
    </message>
    <message>
        <source>A video is playing</source>
        <translation>Ein Video läuft</translation>
    </message>
    <message>
        <source>About Cuenote</source>
        <translation>Über Cuenote</translation>
    </message>
    <message>
        <source>About this video</source>
        <translation>Zu diesem Video</translation>
    </message>
    <message>
        <source>About {0}</source>
        <extracomment>Which video a note is about, and how long that is.</extracomment>
        <translation>Video: {0}</translation>
    </message>
    <message>
        <source>About {0} at {1}p</source>
        <translation>Etwa {0} bei {1}p</translation>
    </message>
    <message>
        <source>About {0}, {1}</source>
        <translation>Video: {0}, {1}</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>Befehle und ihre Tasten</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Add a key</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add bullet</source>
        <translation>Listenpunkt einfügen</translation>
    </message>
    <message>
        <source>Add bullet at {0}</source>
        <translation>Listenpunkt bei {0} einfügen</translation>
    </message>
    <message numerus="yes">
        <source>Add chapter as a heading|Add chapters as headings</source>
        <translation>
            <numerusform>Kapitel als Überschrift einfügen</numerusform>
            <numerusform>Kapitel als Überschriften einfügen</numerusform>
        </translation>
    </message>
    <message>
        <source>Add chapters as headings</source>
        <translation>Kapitel als Überschriften einfügen</translation>
    </message>
    <message>
        <source>Add frame</source>
        <translation>Standbild einfügen</translation>
    </message>
    <message>
        <source>Add its URL to the front matter: url: https://…</source>
        <translation>Seine URL im Frontmatter ergänzen: url: https://…</translation>
    </message>
    <message>
        <source>Add timestamp</source>
        <translation>Zeitstempel einfügen</translation>
    </message>
    <message>
        <source>Add timestamp {0}</source>
        <translation>Zeitstempel {0} einfügen</translation>
    </message>
    <message>
        <source>Add to applications menu</source>
        <translation>Zum Anwendungsmenü hinzufügen</translation>
    </message>
    <message>
        <source>Add transcript of section</source>
        <translation>Transkript des Abschnitts einfügen</translation>
    </message>
    <message>
        <source>Add whole transcript</source>
        <translation>Ganzes Transkript einfügen</translation>
    </message>
    <message>
        <source>Add {0}</source>
        <translation>{0} einfügen</translation>
    </message>
    <message>
        <source>Add “{0}” to the dictionary</source>
        <translation>„{0}“ zum Wörterbuch hinzufügen</translation>
    </message>
    <message numerus="yes">
        <source>Added 1 chapter at the end.|Added %n chapters at the end.</source>
        <translation>
            <numerusform>1 Kapitel am Ende eingefügt.</numerusform>
            <numerusform>%n Kapitel am Ende eingefügt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Added 1 chapter, in order of time.|Added %n chapters, in order of time.</source>
        <translation>
            <numerusform>1 Kapitel in zeitlicher Reihenfolge eingefügt.</numerusform>
            <numerusform>%n Kapitel in zeitlicher Reihenfolge eingefügt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Added to the applications menu; cuenote:// links open here: {0}</source>
        <translation>Zum Anwendungsmenü hinzugefügt; cuenote://-Links werden hier geöffnet: {0}</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>All claims one after the other. The name decides: .mp4, .mkv or .webm.</source>
        <translation>Alle Aussagen nacheinander. Der Name bestimmt das Format: .mp4, .mkv oder .webm.</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <source>All notes</source>
        <translation>Alle Notizen</translation>
    </message>
    <message>
        <source>All of these are saved.</source>
        <translation>Alle sind gespeichert.</translation>
    </message>
    <message>
        <source>All of these have notes.</source>
        <translation>Alle haben Notizen.</translation>
    </message>
    <message>
        <source>All videos of these notes already have a transcript.</source>
        <translation>Alle Videos dieser Notizen haben bereits ein Transkript.</translation>
    </message>
    <message>
        <source>Anchor</source>
        <translation>Anker</translation>
    </message>
    <message>
        <source>Anki cards</source>
        <translation>Anki-Karten</translation>
    </message>
    <message>
        <source>Another Cuenote is already indexing this vault.</source>
        <translation>Ein anderes Cuenote indiziert diesen Vault bereits.</translation>
    </message>
    <message>
        <source>Another program changed the same lines. Choose which to keep before you save.</source>
        <translation>Ein anderes Programm hat dieselben Zeilen geändert. Vor dem Speichern wählen, welche bleiben.</translation>
    </message>
    <message>
        <source>Another program is writing this note…</source>
        <translation>Ein anderes Programm schreibt diese Notiz&#xa0;…</translation>
    </message>
    <message>
        <source>Another program is writing “{0}” right now.</source>
        <translation>Ein anderes Programm schreibt gerade „{0}“.</translation>
    </message>
    <message>
        <source>Another program moved this note to “{0}”.</source>
        <translation>Ein anderes Programm hat diese Notiz nach „{0}“ verschoben.</translation>
    </message>
    <message>
        <source>Another window or terminal is already saving this video.</source>
        <translation>Ein anderes Fenster oder Terminal speichert dieses Video bereits.</translation>
    </message>
    <message numerus="yes">
        <source>Apply 1 safe fix…|Apply %n safe fixes…</source>
        <translation>
            <numerusform>1 Korrektur anwenden&#xa0;…</numerusform>
            <numerusform>%n Korrekturen anwenden&#xa0;…</numerusform>
        </translation>
    </message>
    <message>
        <source>Apply safe fixes in notes…</source>
        <translation>Sichere Korrekturen in Notizen anwenden&#xa0;…</translation>
    </message>
    <message>
        <source>Apply safe fixes…</source>
        <translation>Sichere Korrekturen anwenden&#xa0;…</translation>
    </message>
    <message>
        <source>Arrows</source>
        <translation>Pfeile</translation>
    </message>
    <message>
        <source>As paragraphs</source>
        <translation>In Absätzen</translation>
    </message>
    <message>
        <source>As sentences</source>
        <translation>In Sätzen</translation>
    </message>
    <message>
        <source>As spoken</source>
        <translation>Wie gesprochen</translation>
    </message>
    <message>
        <source>Ask again later</source>
        <translation>Später fragen</translation>
    </message>
    <message>
        <source>Asking {0} for the video…</source>
        <translation>Das Video wird von {0} angefordert&#xa0;…</translation>
    </message>
    <message>
        <source>Audio</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>Audio only</source>
        <translation>Nur Audio</translation>
    </message>
    <message>
        <source>Audio only: there is no picture.</source>
        <translation>Nur Audio: Es gibt kein Bild.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Back 1 second</source>
        <translation>1 Sekunde zurück</translation>
    </message>
    <message>
        <source>Back 5 seconds</source>
        <translation>5 Sekunden zurück</translation>
    </message>
    <message>
        <source>Back {0} seconds</source>
        <translation>{0} Sekunden zurück</translation>
    </message>
    <message>
        <source>Before you save the first video</source>
        <translation>Vor dem Speichern des ersten Videos</translation>
    </message>
    <message>
        <source>Bold</source>
        <translation>Fett</translation>
    </message>
    <message>
        <source>Bold words</source>
        <comment>question</comment>
        <translation>Fette Wörter</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>Beide</translation>
    </message>
    <message>
        <source>Bracket</source>
        <translation>Klammer</translation>
    </message>
    <message>
        <source>Browse files…</source>
        <translation>Datei auswählen&#xa0;…</translation>
    </message>
    <message>
        <source>Browser</source>
        <translatorcomment>same</translatorcomment>
        <translation>Browser</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen&#xa0;…</translation>
    </message>
    <message>
        <source>Bullet as Markdown</source>
        <translation>Listenpunkt als Markdown</translation>
    </message>
    <message>
        <source>By claims</source>
        <translation>Nach Aussagen</translation>
    </message>
    <message>
        <source>By date, newest first</source>
        <translation>Nach Datum, neueste zuerst</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>Nach Namen</translation>
    </message>
    <message>
        <source>By open problems</source>
        <translation>Nach offenen Problemen</translation>
    </message>
    <message>
        <source>By title</source>
        <translation>Nach Titel</translation>
    </message>
    <message>
        <source>Can&apos;t find videos in {0} any more: {1}</source>
        <translation>Videos in {0} werden nicht mehr gefunden: {1}</translation>
    </message>
    <message>
        <source>Can&apos;t play this video</source>
        <translation>Dieses Video kann nicht abgespielt werden</translation>
    </message>
    <message>
        <source>Can&apos;t reach the site.</source>
        <translation>Die Website ist nicht erreichbar.</translation>
    </message>
    <message>
        <source>Can&apos;t shift subtitles that came with the stream or are inside the video.</source>
        <translation>Untertitel aus dem Stream oder aus der Videodatei können nicht verschoben werden.</translation>
    </message>
    <message>
        <source>Can&apos;t tell</source>
        <translation>Unklar</translation>
    </message>
    <message>
        <source>Can&apos;t undo: the note has since changed on disk.</source>
        <translation>Rückgängig nicht möglich: Die Notiz wurde seither auf dem Datenträger geändert.</translation>
    </message>
    <message>
        <source>Can&apos;t write to “{0}” ({1}). Settings and history will not be saved.</source>
        <translation>In „{0}“ kann nicht geschrieben werden ({1}). Einstellungen und Verlauf werden nicht gespeichert.</translation>
    </message>
    <message>
        <source>Can&apos;t write {1}. Choose another file.</source>
        <translation>{1} kann nicht geschrieben werden. Andere Datei auswählen.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Cancelled. The transcript so far is kept.</source>
        <translation>Abgebrochen. Das bisherige Transkript bleibt erhalten.</translation>
    </message>
    <message>
        <source>Certain</source>
        <translation>Sicher</translation>
    </message>
    <message>
        <source>Change it in source mode.</source>
        <translation>Im Quelltextmodus ändern.</translation>
    </message>
    <message>
        <source>Change the text</source>
        <translation>Text ändern</translation>
    </message>
    <message>
        <source>Change this key; Delete removes it</source>
        <translation>Diese Taste ändern; Entf entfernt sie</translation>
    </message>
    <message>
        <source>Change title</source>
        <translation>Titel ändern</translation>
    </message>
    <message>
        <source>Change to suggested time</source>
        <translation>Auf vorgeschlagene Zeit ändern</translation>
    </message>
    <message>
        <source>Change to {0}</source>
        <translation>Auf {0} ändern</translation>
    </message>
    <message>
        <source>Change video…</source>
        <translation>Video ändern&#xa0;…</translation>
    </message>
    <message>
        <source>Change {0}</source>
        <comment>a property of the front matter</comment>
        <translation>„{0}“ ändern</translation>
    </message>
    <message>
        <source>Change {0}, a key of {1}</source>
        <translation>{0} ändern, eine Taste von {1}</translation>
    </message>
    <message>
        <source>Changed to {0}</source>
        <translation>Auf {0} geändert</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern&#xa0;…</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>Channels and videos</source>
        <translation>Kanäle und Videos</translation>
    </message>
    <message>
        <source>Chapter {0} of {1}: {2}</source>
        <translation>Kapitel {0} von {1}: {2}</translation>
    </message>
    <message>
        <source>Chapters</source>
        <translation>Kapitel</translation>
    </message>
    <message>
        <source>Chapters for a YouTube description</source>
        <translation>Kapitel für eine YouTube-Beschreibung</translation>
    </message>
    <message>
        <source>Check</source>
        <comment>to do so</comment>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Erneut prüfen</translation>
    </message>
    <message>
        <source>Check all notes</source>
        <translation>Alle Notizen prüfen</translation>
    </message>
    <message>
        <source>Check its permissions, or choose another folder in Preferences.</source>
        <translation>Seine Berechtigungen prüfen oder in den Einstellungen einen anderen Ordner auswählen.</translation>
    </message>
    <message>
        <source>Check spelling as I write</source>
        <translation>Rechtschreibung beim Schreiben prüfen</translation>
    </message>
    <message>
        <source>Check the URL in the front matter of the note.</source>
        <translation>URL im Frontmatter der Notiz prüfen.</translation>
    </message>
    <message>
        <source>Check the permissions of {0}.</source>
        <translation>Berechtigungen von {0} prüfen.</translation>
    </message>
    <message>
        <source>Check your connection and try again.</source>
        <translation>Verbindung prüfen und erneut versuchen.</translation>
    </message>
    <message>
        <source>Check your connection; saved videos still play.</source>
        <translation>Verbindung prüfen; gespeicherte Videos lassen sich weiterhin abspielen.</translation>
    </message>
    <message>
        <source>Checked {0} of {1} notes</source>
        <translation>{0} von {1} Notizen geprüft</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>Wird geprüft</translation>
    </message>
    <message>
        <source>Checking timestamps…</source>
        <translation>Zeitstempel werden geprüft&#xa0;…</translation>
    </message>
    <message>
        <source>Checksum of {0} doesn&apos;t match; the download was discarded.</source>
        <translation>Die Prüfsumme von {0} stimmt nicht; der Download wurde verworfen.</translation>
    </message>
    <message>
        <source>Choose a note</source>
        <translation>Notiz auswählen</translation>
    </message>
    <message>
        <source>Choose a version for each conflict. Discarded text is kept for 30 days.</source>
        <translation>Für jeden Konflikt eine Fassung wählen. Verworfener Text wird 30 Tage aufbewahrt.</translation>
    </message>
    <message>
        <source>Choose a video first.</source>
        <translation>Zuerst ein Video auswählen.</translation>
    </message>
    <message>
        <source>Choose a video…</source>
        <translation>Video auswählen&#xa0;…</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>Andere Datei auswählen.</translation>
    </message>
    <message>
        <source>Choose another file: {0}.</source>
        <translation>Andere Datei auswählen: {0}.</translation>
    </message>
    <message>
        <source>Choose another folder for new notes in Preferences.</source>
        <translation>In den Einstellungen einen anderen Ordner für neue Notizen auswählen.</translation>
    </message>
    <message>
        <source>Choose another model, or let it detect the language.</source>
        <translation>Anderes Modell auswählen oder die Sprache erkennen lassen.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Anderen Namen wählen.</translation>
    </message>
    <message>
        <source>Choose browser…</source>
        <translation>Browser auswählen&#xa0;…</translation>
    </message>
    <message>
        <source>Choose from the list, or put the URL of one video into the note.</source>
        <translation>Aus der Liste auswählen oder die URL eines einzelnen Videos in die Notiz schreiben.</translation>
    </message>
    <message>
        <source>Choose how to read this time…</source>
        <translation>Zeit deuten als&#xa0;…</translation>
    </message>
    <message>
        <source>Choose model folder</source>
        <translation>Modellordner auswählen</translation>
    </message>
    <message>
        <source>Choose one of these: {0}.</source>
        <translation>Einen von diesen auswählen: {0}.</translation>
    </message>
    <message>
        <source>Choose the file it is about; Cuenote remembers it.</source>
        <translation>Die zugehörige Datei auswählen; Cuenote merkt sie sich.</translation>
    </message>
    <message>
        <source>Choose the transcript of this note&apos;s video</source>
        <translation>Transkript zum Video dieser Notiz auswählen</translation>
    </message>
    <message>
        <source>Choose the video of this note</source>
        <translation>Video dieser Notiz auswählen</translation>
    </message>
    <message>
        <source>Choose transcript…</source>
        <translation>Transkript auswählen&#xa0;…</translation>
    </message>
    <message>
        <source>Choose video file…</source>
        <translation>Videodatei auswählen&#xa0;…</translation>
    </message>
    <message>
        <source>Choose videos…</source>
        <translation>Videos auswählen&#xa0;…</translation>
    </message>
    <message>
        <source>Choose: save for offline, create notes, or both.</source>
        <translation>Auswählen: offline speichern, Notizen erstellen oder beides.</translation>
    </message>
    <message>
        <source>Choose: {0}</source>
        <translation>Auswählen: {0}</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Auswählen&#xa0;…</translation>
    </message>
    <message>
        <source>Chosen part, with its headings</source>
        <translation>Ausgewählter Teil mit seinen Überschriften</translation>
    </message>
    <message>
        <source>Claim</source>
        <translation>Aussage</translation>
    </message>
    <message>
        <source>Claims</source>
        <translation>Aussagen</translation>
    </message>
    <message>
        <source>Claims only</source>
        <translation>Nur Aussagen</translation>
    </message>
    <message>
        <source>Claims only · {0} of {1}</source>
        <translation>Nur Aussagen · {0} von {1}</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Clear finished</source>
        <translation>Fertige entfernen</translation>
    </message>
    <message>
        <source>Click a time that isn&apos;t a timestamp first.</source>
        <translation>Zuerst eine Zeit anklicken, die kein Zeitstempel ist.</translation>
    </message>
    <message>
        <source>Click into a text field first.</source>
        <translation>Zuerst in ein Textfeld klicken.</translation>
    </message>
    <message>
        <source>Clip from {0}</source>
        <translation>Clip ab {0}</translation>
    </message>
    <message>
        <source>Clips</source>
        <translatorcomment>same</translatorcomment>
        <translation>Clips</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>Close this first: Esc.</source>
        <translation>Zuerst schließen: Esc.</translation>
    </message>
    <message>
        <source>Codec</source>
        <translatorcomment>same</translatorcomment>
        <translation>Codec</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Colours: dark</source>
        <translation>Farben: dunkel</translation>
    </message>
    <message>
        <source>Colours: dark, high contrast</source>
        <translation>Farben: dunkel, hoher Kontrast</translation>
    </message>
    <message>
        <source>Colours: light</source>
        <translation>Farben: hell</translation>
    </message>
    <message>
        <source>Colours: light, high contrast</source>
        <translation>Farben: hell, hoher Kontrast</translation>
    </message>
    <message>
        <source>Colours: same as system</source>
        <translation>Farben: wie das System</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Command palette…</source>
        <translation>Befehlspalette&#xa0;…</translation>
    </message>
    <message>
        <source>Compare…</source>
        <translation>Vergleichen&#xa0;…</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <source>Cookies from browser</source>
        <translation>Cookies aus Browser</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copied: {0}</source>
        <translation>Kopiert: {0}</translation>
    </message>
    <message numerus="yes">
        <source>Copied: {0}|Copied %n paths.</source>
        <translation>
            <numerusform>Kopiert: {0}</numerusform>
            <numerusform>%n Pfade kopiert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy Cuenote link</source>
        <translation>Cuenote-Link kopieren</translation>
    </message>
    <message>
        <source>Copy Markdown link to this time</source>
        <translation>Markdown-Link zu dieser Zeit kopieren</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation>Als Markdown kopieren</translation>
    </message>
    <message>
        <source>Copy formula</source>
        <translation>Formel kopieren</translation>
    </message>
    <message>
        <source>Copy frame</source>
        <translation>Standbild kopieren</translation>
    </message>
    <message>
        <source>Copy link to this time</source>
        <translation>Link zu dieser Zeit kopieren</translation>
    </message>
    <message>
        <source>Copy merged. Its text is kept for 30 days.</source>
        <translation>Kopie zusammengeführt. Ihr Text wird 30 Tage aufbewahrt.</translation>
    </message>
    <message>
        <source>Copy path of note</source>
        <translation>Pfad der Notiz kopieren</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>Bild kopieren</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>Befehl kopieren</translation>
    </message>
    <message>
        <source>Couldn&apos;t create a note for {0}: {1}</source>
        <translation>Notiz für {0} konnte nicht erstellt werden: {1}</translation>
    </message>
    <message>
        <source>Couldn&apos;t print “{0}”. Check that the printer is on and the disk isn&apos;t full.</source>
        <translation>„{0}“ konnte nicht gedruckt werden. Prüfen, ob der Drucker eingeschaltet und der Datenträger nicht voll ist.</translation>
    </message>
    <message>
        <source>Couldn&apos;t save “{0}”. {1}</source>
        <translation>„{0}“ konnte nicht gespeichert werden. {1}</translation>
    </message>
    <message>
        <source>Couldn&apos;t transcribe “{0}”. {1}</source>
        <translation>„{0}“ konnte nicht transkribiert werden. {1}</translation>
    </message>
    <message>
        <source>Couldn&apos;t update yt-dlp. Try again later.</source>
        <translation>yt-dlp konnte nicht aktualisiert werden. Später erneut versuchen.</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Wird gezählt&#xa0;…</translation>
    </message>
    <message>
        <source>Crash recovery is off: {0}.</source>
        <translation>Bei einem Absturz kann nicht gespeicherter Text verloren gehen: {0}.</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Erstellen</translation>
    </message>
    <message numerus="yes">
        <source>Create 1 note|Create %n notes</source>
        <translation>
            <numerusform>1 Notiz erstellen</numerusform>
            <numerusform>%n Notizen erstellen</numerusform>
        </translation>
    </message>
    <message>
        <source>Create note</source>
        <translation>Notiz erstellen</translation>
    </message>
    <message>
        <source>Create note “{0}”</source>
        <translation>Notiz „{0}“ erstellen</translation>
    </message>
    <message>
        <source>Create notes</source>
        <translation>Notizen erstellen</translation>
    </message>
    <message numerus="yes">
        <source>Created 1 note in {0}.|Created %n notes in {0}.</source>
        <translation>
            <numerusform>1 Notiz in {0} erstellt.</numerusform>
            <numerusform>%n Notizen in {0} erstellt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Creating 1 note…|Creating %n notes…</source>
        <translation>
            <numerusform>1 Notiz wird erstellt&#xa0;…</numerusform>
            <numerusform>%n Notizen werden erstellt&#xa0;…</numerusform>
        </translation>
    </message>
    <message>
        <source>Crop mark to the frame</source>
        <translation>Markierung auf das Bild begrenzen</translation>
    </message>
    <message>
        <source>Ctrl+Enter open, stay here</source>
        <translation>Strg+Enter: öffnen, hier bleiben</translation>
    </message>
    <message>
        <source>Cuenote can&apos;t change this front matter. Edit it in source mode.</source>
        <translation>Cuenote kann dieses Frontmatter nicht ändern. Im Quelltextmodus bearbeiten.</translation>
    </message>
    <message>
        <source>Cuenote can&apos;t open this link.</source>
        <translation>Cuenote kann diesen Link nicht öffnen.</translation>
    </message>
    <message>
        <source>Cuenote goes online only when you ask.</source>
        <translation>Cuenote geht nur auf Ihren Wunsch online.</translation>
    </message>
    <message>
        <source>Cuenote still uses the old version. Try again in a few days.</source>
        <translation>Cuenote verwendet weiter die alte Version. In ein paar Tagen erneut versuchen.</translation>
    </message>
    <message>
        <source>Cuenote {0}</source>
        <translatorcomment>same</translatorcomment>
        <translation>Cuenote {0}</translation>
    </message>
    <message>
        <source>Custom model</source>
        <translation>Eigenes Modell</translation>
    </message>
    <message>
        <source>Custom model…</source>
        <translation>Eigenes Modell&#xa0;…</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Ausschneiden</translation>
    </message>
    <message>
        <source>Cut</source>
        <comment>question</comment>
        <translation>Schnitt</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>Beschädigt</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Dark, high contrast</source>
        <translation>Dunkel, hoher Kontrast</translation>
    </message>
    <message>
        <source>Default folder</source>
        <translation>Standardordner</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Delete bullet</source>
        <translation>Listenpunkt löschen</translation>
    </message>
    <message>
        <source>Delete saved video?</source>
        <translation>Gespeichertes Video löschen?</translation>
    </message>
    <message>
        <source>Delete saved video…</source>
        <translation>Gespeichertes Video löschen&#xa0;…</translation>
    </message>
    <message>
        <source>Delete transcript…</source>
        <translation>Transkript löschen&#xa0;…</translation>
    </message>
    <message>
        <source>Delete unfinished video</source>
        <translation>Unfertiges Video löschen</translation>
    </message>
    <message>
        <source>Delete “{0}”</source>
        <translation>„{0}“ löschen</translation>
    </message>
    <message numerus="yes">
        <source>Deleted 1 note.|Deleted %n notes.</source>
        <translation>
            <numerusform>1 Notiz gelöscht.</numerusform>
            <numerusform>%n Notizen gelöscht.</numerusform>
        </translation>
    </message>
    <message>
        <source>Describe the video</source>
        <translation>Video beschreiben</translation>
    </message>
    <message>
        <source>Detect automatically</source>
        <translation>Automatisch erkennen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Discard changes</source>
        <translation>Änderungen verwerfen</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Download and transcribe</source>
        <translation>Herunterladen und transkribieren</translation>
    </message>
    <message>
        <source>Download cancelled.</source>
        <translation>Download abgebrochen.</translation>
    </message>
    <message>
        <source>Download failed. {0}</source>
        <translation>Download fehlgeschlagen. {0}</translation>
    </message>
    <message>
        <source>Download it again.</source>
        <translation>Erneut herunterladen.</translation>
    </message>
    <message>
        <source>Download or copy it again.</source>
        <translation>Erneut herunterladen oder kopieren.</translation>
    </message>
    <message>
        <source>Downloading</source>
        <translation>Wird heruntergeladen</translation>
    </message>
    <message>
        <source>Downloading model {0}</source>
        <translation>Modell {0} wird heruntergeladen</translation>
    </message>
    <message>
        <source>Drag</source>
        <translation>Ziehen</translation>
    </message>
    <message>
        <source>Drag over the picture, or place the mark with the arrow keys.</source>
        <translation>Im Bild einen Rahmen aufziehen oder die Markierung mit den Pfeiltasten setzen.</translation>
    </message>
    <message>
        <source>Draw marks into added frames</source>
        <translation>Markierungen in Standbilder zeichnen</translation>
    </message>
    <message>
        <source>Drop a video here to start a note.</source>
        <translation>Ein Video hierher ziehen, um eine Notiz zu beginnen.</translation>
    </message>
    <message>
        <source>Drop a video here, or paste its link.</source>
        <translation>Ein Video hierher ziehen oder seinen Link einfügen.</translation>
    </message>
    <message>
        <source>Drop a {0} or {1} file here, or choose one.</source>
        <translation>Eine {0}- oder {1}-Datei hier ablegen oder eine auswählen.</translation>
    </message>
    <message>
        <source>Duplicate note</source>
        <translation>Notiz duplizieren</translation>
    </message>
    <message>
        <source>Duplicated as “{0}”</source>
        <translation>Als „{0}“ dupliziert</translation>
    </message>
    <message>
        <source>Each claim is shown as a subtitle while the video plays.</source>
        <translation>Jede Aussage erscheint als Untertitel, während das Video läuft.</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Edit bullet</source>
        <translation>Listenpunkt bearbeiten</translation>
    </message>
    <message>
        <source>Edit “{0}”</source>
        <translation>„{0}“ bearbeiten</translation>
    </message>
    <message>
        <source>Empty link (Media Notes)</source>
        <translation>Leerer Link (Media Notes)</translation>
    </message>
    <message>
        <source>English</source>
        <comment>this language: its name in itself</comment>
        <translation>Deutsch</translation>
    </message>
    <message>
        <source>English only</source>
        <translation>nur Englisch</translation>
    </message>
    <message>
        <source>Enter choose</source>
        <translation>Enter: auswählen</translation>
    </message>
    <message>
        <source>Enter open</source>
        <translation>Enter: öffnen</translation>
    </message>
    <message>
        <source>Enter open and seek</source>
        <translation>Enter: öffnen und springen</translation>
    </message>
    <message>
        <source>Enter run</source>
        <translation>Enter: ausführen</translation>
    </message>
    <message>
        <source>Esc close</source>
        <translation>Esc: schließen</translation>
    </message>
    <message>
        <source>Escaped bracket</source>
        <translation>Maskierte Klammer</translation>
    </message>
    <message>
        <source>Estimating size…</source>
        <translation>Größe wird geschätzt&#xa0;…</translation>
    </message>
    <message>
        <source>Exact</source>
        <comment>answer</comment>
        <extracomment>Of how clips are cut.</extracomment>
        <translation>Genau</translation>
    </message>
    <message>
        <source>Export search results…</source>
        <translation>Suchergebnisse exportieren&#xa0;…</translation>
    </message>
    <message>
        <source>Export selected notes…</source>
        <translation>Ausgewählte Notizen exportieren&#xa0;…</translation>
    </message>
    <message>
        <source>Exported {0}</source>
        <translation>{0} exportiert</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>Wird exportiert</translation>
    </message>
    <message>
        <source>Exporting {0}…</source>
        <translation>{0} wird exportiert&#xa0;…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren&#xa0;…</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Fast</source>
        <comment>answer</comment>
        <translation>Schnell</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>Schneller</translation>
    </message>
    <message>
        <source>Fence (Timestamp Notes)</source>
        <translation>Codeblock (Timestamp Notes)</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Filter</source>
        <comment>to show fewer claims</comment>
        <translation>Filtern</translation>
    </message>
    <message>
        <source>Filter by title</source>
        <translation>Nach Titel filtern</translation>
    </message>
    <message>
        <source>Filter claims</source>
        <translation>Aussagen filtern</translation>
    </message>
    <message>
        <source>Filter claims by #{0}</source>
        <translation>Aussagen nach #{0} filtern</translation>
    </message>
    <message>
        <source>Filter notes</source>
        <translation>Notizen filtern</translation>
    </message>
    <message>
        <source>Filter saved videos</source>
        <translation>Gespeicherte Videos filtern</translation>
    </message>
    <message>
        <source>Filtered claims</source>
        <translation>Gefilterte Aussagen</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Find a setting</source>
        <translation>Einstellung suchen</translation>
    </message>
    <message>
        <source>Find an action or a setting</source>
        <translation>Befehl oder Einstellung suchen</translation>
    </message>
    <message>
        <source>Find automatically</source>
        <translation>Automatisch finden</translation>
    </message>
    <message>
        <source>Find in note</source>
        <translation>In Notiz suchen</translation>
    </message>
    <message>
        <source>Find in transcript</source>
        <translation>Im Transkript suchen</translation>
    </message>
    <message>
        <source>Find next</source>
        <translation>Weitersuchen</translation>
    </message>
    <message>
        <source>Find previous</source>
        <translation>Rückwärts suchen</translation>
    </message>
    <message>
        <source>Find where this is said…</source>
        <translation>Stelle im Transkript suchen&#xa0;…</translation>
    </message>
    <message numerus="yes">
        <source>Fix 1 mark|Fix %n marks</source>
        <translation>
            <numerusform>1 Markierung korrigieren</numerusform>
            <numerusform>%n Markierungen korrigieren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Fix 1 time|Fix %n times</source>
        <translation>
            <numerusform>1 Zeit korrigieren</numerusform>
            <numerusform>%n Zeiten korrigieren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Fix the time|Fix all %n times</source>
        <translation>
            <numerusform>Zeit korrigieren</numerusform>
            <numerusform>Alle %n Zeiten korrigieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Fix times</source>
        <translation>Zeiten korrigieren</translation>
    </message>
    <message>
        <source>Fix {0}</source>
        <translation>{0} korrigieren</translation>
    </message>
    <message>
        <source>Fixed</source>
        <translation>Korrigiert</translation>
    </message>
    <message numerus="yes">
        <source>Fixed 1 timestamp in {0}.|Fixed %n timestamps in {0}.</source>
        <translation>
            <numerusform>1 Zeitstempel in {0} korrigiert.</numerusform>
            <numerusform>%n Zeitstempel in {0} korrigiert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Folder for new notes</source>
        <translation>Ordner für neue Notizen</translation>
    </message>
    <message>
        <source>Folder for saved videos</source>
        <translation>Ordner für gespeicherte Videos</translation>
    </message>
    <message>
        <source>Folder “{0}” not found. It was moved or deleted, or its disk is not connected.</source>
        <translation>Ordner „{0}“ nicht gefunden. Er wurde verschoben oder gelöscht, oder sein Datenträger ist nicht verbunden.</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>Follow a link…</source>
        <translation>Link folgen&#xa0;…</translation>
    </message>
    <message>
        <source>Follow video</source>
        <translation>Video folgen</translation>
    </message>
    <message>
        <source>Following the video.</source>
        <translation>Folgt dem Video.</translation>
    </message>
    <message>
        <source>For example 2.5, 1:30 or -1:30 (earlier).</source>
        <translation>Zum Beispiel 2,5; 1:30 oder -1:30 (früher).</translation>
    </message>
    <message>
        <source>For example 9:07, 1:02:03 or 62; a range: 1:02-1:40.</source>
        <translation>Zum Beispiel 9:07, 1:02:03 oder 62; eine Zeitspanne: 1:02-1:40.</translation>
    </message>
    <message>
        <source>For notes without timestamps. In other notes, new ones are written like the rest.</source>
        <translation>Für Notizen ohne Zeitstempel. In anderen werden neue so geschrieben wie die vorhandenen.</translation>
    </message>
    <message>
        <source>For spelling, subtitles and transcripts.</source>
        <translation>Für Rechtschreibung, Untertitel und Transkripte.</translation>
    </message>
    <message>
        <source>For the selected words</source>
        <translation>Für die ausgewählten Wörter</translation>
    </message>
    <message>
        <source>For this note</source>
        <translation>Für diese Notiz</translation>
    </message>
    <message>
        <source>For this problem</source>
        <translation>Für dieses Problem</translation>
    </message>
    <message>
        <source>For videos saved from now on. Those you have stay where they are, and are still found.</source>
        <translation>Für Videos, die ab jetzt gespeichert werden. Die vorhandenen bleiben, wo sie sind, und werden weiter gefunden.</translation>
    </message>
    <message>
        <source>For videos that need a sign-in. Sent only to that site.</source>
        <translation>Für Videos, die eine Anmeldung verlangen. Sie gehen nur an diese Website.</translation>
    </message>
    <message>
        <source>For {0}</source>
        <translation>Für {0}</translation>
    </message>
    <message>
        <source>Format</source>
        <translatorcomment>same</translatorcomment>
        <translation>Format</translation>
    </message>
    <message>
        <source>Formats</source>
        <translation>Formate</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vorwärts</translation>
    </message>
    <message>
        <source>Forward 1 second</source>
        <translation>1 Sekunde vor</translation>
    </message>
    <message>
        <source>Forward 5 seconds</source>
        <translation>5 Sekunden vor</translation>
    </message>
    <message>
        <source>Forward {0} seconds</source>
        <translation>{0} Sekunden vor</translation>
    </message>
    <message>
        <source>Found in the vault, by the ID in its name.</source>
        <translation>Im Vault gefunden, anhand der ID im Namen.</translation>
    </message>
    <message>
        <source>Found next to the note, by the ID in its name.</source>
        <translation>Neben der Notiz gefunden, anhand der ID im Namen.</translation>
    </message>
    <message>
        <source>Frame added.</source>
        <translation>Standbild eingefügt.</translation>
    </message>
    <message>
        <source>Frame at {0}</source>
        <translation>Bild bei {0}</translation>
    </message>
    <message>
        <source>Frame copied: {0}, {1} × {2}.</source>
        <translation>Standbild kopiert: {0}, {1} × {2}.</translation>
    </message>
    <message>
        <source>Frame {0}</source>
        <comment>a picture of the video at a time</comment>
        <translation>Standbild {0}</translation>
    </message>
    <message>
        <source>Free software under the MIT licence.</source>
        <translation>Freie Software unter der MIT-Lizenz.</translation>
    </message>
    <message>
        <source>Free some space and try again.</source>
        <translation>Speicherplatz freigeben und erneut versuchen.</translation>
    </message>
    <message>
        <source>Free some space or delete saved videos, then try again; it continues where it stopped.</source>
        <translation>Speicherplatz freigeben oder gespeicherte Videos löschen, dann erneut versuchen; das Speichern wird fortgesetzt, wo es aufgehört hat.</translation>
    </message>
    <message>
        <source>Free some space, or check the permissions of that folder.</source>
        <translation>Speicherplatz freigeben oder die Berechtigungen dieses Ordners prüfen.</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Go to a bullet first: click on it, or use the arrow keys.</source>
        <translation>Zuerst zu einem Listenpunkt gehen: anklicken oder Pfeiltasten verwenden.</translation>
    </message>
    <message>
        <source>Go to a claim first.</source>
        <translation>Zuerst zu einer Aussage gehen.</translation>
    </message>
    <message>
        <source>Go to a problem first.</source>
        <translation>Zuerst zu einem Problem gehen.</translation>
    </message>
    <message>
        <source>Go to a section with timestamps first.</source>
        <translation>Zuerst zu einem Abschnitt mit Zeitstempeln gehen.</translation>
    </message>
    <message>
        <source>Go to claim at cursor</source>
        <translation>Zur Aussage am Cursor gehen</translation>
    </message>
    <message>
        <source>Go to {0}</source>
        <translation>Zu {0} gehen</translation>
    </message>
    <message>
        <source>Going to a claim starts a paused video.</source>
        <translation>Der Sprung zu einer Aussage startet ein pausiertes Video.</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Handbuch</translation>
    </message>
    <message>
        <source>Heading</source>
        <translation>Überschrift</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Hidden</source>
        <comment>state</comment>
        <translation>Ausgeblendet</translation>
    </message>
    <message>
        <source>Hold Ctrl and drag to change the time, or press {0} or {1}</source>
        <translation>Zum Ändern der Zeit mit gehaltener Strg-Taste ziehen oder {0} oder {1} drücken</translation>
    </message>
    <message>
        <source>Hold the mouse button on the picture, or {0}.</source>
        <translation>Maustaste auf dem Bild gedrückt halten oder {0}.</translation>
    </message>
    <message>
        <source>Hold the mouse button on the picture.</source>
        <translation>Maustaste auf dem Bild gedrückt halten.</translation>
    </message>
    <message>
        <source>Hold to fast-forward</source>
        <translation>Zum Vorspulen gedrückt halten</translation>
    </message>
    <message>
        <source>How far the left and right arrow keys go.</source>
        <translation>Wie weit die Pfeiltasten links und rechts springen.</translation>
    </message>
    <message>
        <source>How long after the last change. 0: only when you save.</source>
        <translation>Wie lange nach der letzten Änderung. 0: nur, wenn Sie speichern.</translation>
    </message>
    <message>
        <source>I understand</source>
        <translation>Verstanden</translation>
    </message>
    <message>
        <source>Ignore</source>
        <translation>Ignorieren</translation>
    </message>
    <message>
        <source>Ignore all</source>
        <translation>Alle ignorieren</translation>
    </message>
    <message>
        <source>Ignore problem</source>
        <translation>Problem ignorieren</translation>
    </message>
    <message>
        <source>In English</source>
        <translation>Auf Englisch</translation>
    </message>
    <message>
        <source>In full screen, only the video is shown.</source>
        <translation>Im Vollbild wird nur das Video angezeigt.</translation>
    </message>
    <message>
        <source>In note</source>
        <translation>Notiert</translation>
    </message>
    <message>
        <source>In note: {0}, read as mm:ss: {1}</source>
        <translation>Notiert als {0}, gelesen als mm:ss: {1}</translation>
    </message>
    <message>
        <source>In note: {0}, read as {1}; it could be {2}</source>
        <translation>Notiert als {0}, gelesen als {1}; möglich ist {2}</translation>
    </message>
    <message>
        <source>In the picture</source>
        <comment>answer</comment>
        <translation>Im Bild</translation>
    </message>
    <message>
        <source>In {0}</source>
        <translatorcomment>same</translatorcomment>
        <translation>In {0}</translation>
    </message>
    <message>
        <source>In “{0}”</source>
        <translation>In „{0}“</translation>
    </message>
    <message>
        <source>Indent</source>
        <translation>Einrücken</translation>
    </message>
    <message>
        <source>Indent bullet</source>
        <translation>Listenpunkt einrücken</translation>
    </message>
    <message>
        <source>Indexing stopped unexpectedly.</source>
        <translation>Das Indizieren wurde unerwartet beendet.</translation>
    </message>
    <message>
        <source>Install Cuenote again.</source>
        <translation>Cuenote erneut installieren.</translation>
    </message>
    <message>
        <source>Install VLC 3 again: the 64-bit one.</source>
        <translation>VLC 3 erneut installieren: die 64-Bit-Version.</translation>
    </message>
    <message>
        <source>Install VLC 3 with its library (libvlc) and plugins.</source>
        <translation>VLC 3 mit seiner Bibliothek (libvlc) und seinen Plugins installieren.</translation>
    </message>
    <message>
        <source>Install it again: {0}</source>
        <translation>Erneut installieren: {0}</translation>
    </message>
    <message>
        <source>Install the plugins of VLC 3.</source>
        <translation>Plugins von VLC 3 installieren.</translation>
    </message>
    <message>
        <source>Interrupted rename completed: {0}</source>
        <translation>Nach einer Unterbrechung abgeschlossen: {0}.</translation>
    </message>
    <message>
        <source>Interrupted rename undone: {0}</source>
        <translation>Nach einer Unterbrechung rückgängig gemacht: {0}.</translation>
    </message>
    <message>
        <source>It can&apos;t be read as a time.</source>
        <translation>Das kann nicht als Zeit gelesen werden.</translation>
    </message>
    <message>
        <source>It is already used for “{0}”.</source>
        <translation>Sie gehört bereits zu „{0}“.</translation>
    </message>
    <message>
        <source>It is in {0}, the note in {1}. No timestamps were checked against it.</source>
        <translation>Seine Sprache ist {0}, die der Notiz {1}. Damit wurden keine Zeitstempel geprüft.</translation>
    </message>
    <message>
        <source>It is {2}. Timestamps were checked with that offset.</source>
        <translation>Es ist {2}. Die Zeitstempel wurden mit diesem Versatz geprüft.</translation>
    </message>
    <message>
        <source>It must be a Whisper model in CTranslate2 format: model.bin, config.json, tokenizer.json and vocabulary.txt.</source>
        <translation>Es muss ein Whisper-Modell im Format CTranslate2 sein: model.bin, config.json, tokenizer.json und vocabulary.txt.</translation>
    </message>
    <message>
        <source>It needs a 64-bit system for which packages exist.</source>
        <translation>Nötig ist ein 64-Bit-System, für das es Pakete gibt.</translation>
    </message>
    <message>
        <source>It stopped unexpectedly.</source>
        <translation>Unerwartet beendet.</translation>
    </message>
    <message>
        <source>Italic</source>
        <translation>Kursiv</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>Joining video and audio</source>
        <translation>Bild und Ton werden zusammengefügt</translation>
    </message>
    <message>
        <source>Keep changes</source>
        <translation>Änderungen behalten</translation>
    </message>
    <message>
        <source>Kept, because open or changed: {0}.</source>
        <translation>Beibehalten, weil geöffnet oder geändert: {0}.</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Labels (Audacity)</source>
        <translation>Textmarken (Audacity)</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Larger models make fewer mistakes but take longer. Downloaded when first used.</source>
        <translation>Größere Modelle machen weniger Fehler, brauchen aber länger. Download bei der ersten Verwendung.</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Text größer</translation>
    </message>
    <message>
        <source>Last opened folder</source>
        <translation>Zuletzt geöffneter Ordner</translation>
    </message>
    <message>
        <source>Learn</source>
        <translation>Zum Lernen</translation>
    </message>
    <message>
        <source>Leave out of export</source>
        <translation>Vom Export ausnehmen</translation>
    </message>
    <message>
        <source>Left out</source>
        <comment>answer</comment>
        <translation>Ausgelassen</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Letter keys</source>
        <translation>Buchstabentasten</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Light, high contrast</source>
        <translation>Hell, hoher Kontrast</translation>
    </message>
    <message>
        <source>Likely</source>
        <translation>Wahrscheinlich</translation>
    </message>
    <message>
        <source>Line by line</source>
        <translation>Zeile für Zeile</translation>
    </message>
    <message>
        <source>Link to the time</source>
        <translation>Link zur Zeit</translation>
    </message>
    <message>
        <source>Link, YouTube ID, or file</source>
        <translation>Link, YouTube-ID oder Datei</translation>
    </message>
    <message>
        <source>Link: {0}</source>
        <translatorcomment>same</translatorcomment>
        <translation>Link: {0}</translation>
    </message>
    <message>
        <source>Linked from</source>
        <translation>Verlinkt von</translation>
    </message>
    <message>
        <source>Links</source>
        <translatorcomment>same</translatorcomment>
        <translation>Links</translation>
    </message>
    <message>
        <source>List notes by video</source>
        <translation>Notizen nach Video ordnen</translation>
    </message>
    <message>
        <source>List options</source>
        <translation>Optionen der Liste</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen&#xa0;…</translation>
    </message>
    <message>
        <source>Looking for notes…</source>
        <translation>Notizen werden gesucht&#xa0;…</translation>
    </message>
    <message>
        <source>Looking for subtitles…</source>
        <translation>Untertitel werden gesucht&#xa0;…</translation>
    </message>
    <message>
        <source>Looking for the video…</source>
        <translation>Das Video wird gesucht&#xa0;…</translation>
    </message>
    <message>
        <source>Looking for videos without a transcript…</source>
        <translation>Videos ohne Transkript werden gesucht&#xa0;…</translation>
    </message>
    <message>
        <source>Looking up</source>
        <translation>Daten werden abgerufen</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation>Lauter</translation>
    </message>
    <message>
        <source>MMM yyyy</source>
        <extracomment>How a month is written: MMM and yyyy as Qt has them, other words in &apos;single quotes&apos;.</extracomment>
        <translation>MMM&#xa0;yyyy</translation>
    </message>
    <message>
        <source>Macro (Logseq)</source>
        <translation>Makro (Logseq)</translation>
    </message>
    <message>
        <source>Made by Cuenote. What may be shown of a video is subject to the terms of its site.</source>
        <extracomment>Stands below an exported web page.</extracomment>
        <translation>Erstellt mit Cuenote. Was von einem Video gezeigt werden darf, regeln die Bedingungen seiner Website.</translation>
    </message>
    <message>
        <source>Make timestamp</source>
        <translation>Als Zeitstempel lesen</translation>
    </message>
    <message>
        <source>Mark in frame</source>
        <translation>Im Standbild markieren</translation>
    </message>
    <message>
        <source>Mark outside the frame</source>
        <translation>Markierung außerhalb des Bildes</translation>
    </message>
    <message>
        <source>Mark {0}, {1}</source>
        <translation>Markierung {0}, {1}</translation>
    </message>
    <message>
        <source>Mark: {0}</source>
        <extracomment>What is marked in a picture; {0} is where.</extracomment>
        <translation>Markierung: {0}</translation>
    </message>
    <message>
        <source>Markdown list</source>
        <extracomment>Is read on: “Markdown list · with links”.</extracomment>
        <translation>Markdown-Liste</translation>
    </message>
    <message>
        <source>Markdown list with links</source>
        <translation>Markdown-Liste mit Links</translation>
    </message>
    <message>
        <source>Marks</source>
        <comment>question</comment>
        <translation>Markierungen</translation>
    </message>
    <message>
        <source>Match case</source>
        <translation>Groß-/Kleinschreibung beachten</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Merge a copy</source>
        <translation>Kopie zusammenführen</translation>
    </message>
    <message>
        <source>Merge…</source>
        <translation>Zusammenführen&#xa0;…</translation>
    </message>
    <message>
        <source>Minutes and seconds are written as hours and minutes.</source>
        <translation>Minuten und Sekunden sind als Stunden und Minuten geschrieben.</translation>
    </message>
    <message>
        <source>Missing: {0}</source>
        <translation>Fehlt: {0}</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>More controls</source>
        <translation>Weitere Bedienelemente</translation>
    </message>
    <message>
        <source>More results</source>
        <translation>Weitere Ergebnisse</translation>
    </message>
    <message numerus="yes">
        <source>Move 1 note to trash|Move %n notes to trash</source>
        <translation>
            <numerusform>1 Notiz in den Papierkorb verschieben</numerusform>
            <numerusform>%n Notizen in den Papierkorb verschieben</numerusform>
        </translation>
    </message>
    <message>
        <source>Move bullet down</source>
        <translation>Listenpunkt nach unten verschieben</translation>
    </message>
    <message>
        <source>Move bullet up</source>
        <translation>Listenpunkt nach oben verschieben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten verschieben</translation>
    </message>
    <message>
        <source>Move note to trash</source>
        <translation>Notiz in den Papierkorb verschieben</translation>
    </message>
    <message>
        <source>Move time 1 frame earlier</source>
        <translation>Zeit 1 Bild früher setzen</translation>
    </message>
    <message>
        <source>Move time 1 frame later</source>
        <translation>Zeit 1 Bild später setzen</translation>
    </message>
    <message>
        <source>Move time 1 second earlier</source>
        <translation>Zeit 1 Sekunde früher setzen</translation>
    </message>
    <message>
        <source>Move time 1 second later</source>
        <translation>Zeit 1 Sekunde später setzen</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben verschieben</translation>
    </message>
    <message>
        <source>Move “{0}” to “{1}”</source>
        <translation>„{0}“ nach „{1}“ verschieben</translation>
    </message>
    <message>
        <source>Moved to “{0}”</source>
        <translation>Nach „{0}“ verschoben</translation>
    </message>
    <message numerus="yes">
        <source>Moved “{0}” to the trash.|Moved %n notes to the trash.</source>
        <translation>
            <numerusform>„{0}“ in den Papierkorb verschoben.</numerusform>
            <numerusform>%n Notizen in den Papierkorb verschoben.</numerusform>
        </translation>
    </message>
    <message>
        <source>Moves every timestamp in the note.</source>
        <translation>Verschiebt alle Zeitstempel der Notiz.</translation>
    </message>
    <message>
        <source>Moves every timestamp in the selection.</source>
        <translation>Verschiebt alle Zeitstempel in der Auswahl.</translation>
    </message>
    <message>
        <source>Moves every timestamp of the current video.</source>
        <translation>Verschiebt alle Zeitstempel des aktuellen Videos.</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Stummschalten</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>Stumm</translation>
    </message>
    <message>
        <source>My languages</source>
        <translation>Meine Sprachen</translation>
    </message>
    <message>
        <source>Name</source>
        <translatorcomment>same</translatorcomment>
        <translation>Name</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>Namen</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>New bullet</source>
        <translation>Neuer Listenpunkt</translation>
    </message>
    <message>
        <source>New bullet below</source>
        <translation>Neuer Listenpunkt darunter</translation>
    </message>
    <message>
        <source>New folder…</source>
        <translation>Neuer Ordner&#xa0;…</translation>
    </message>
    <message>
        <source>New note about this link</source>
        <translation>Neue Notiz zu diesem Link</translation>
    </message>
    <message>
        <source>New note about this video</source>
        <translation>Neue Notiz zu diesem Video</translation>
    </message>
    <message>
        <source>New note about “{0}”</source>
        <translation>Neue Notiz zu „{0}“</translation>
    </message>
    <message>
        <source>New note “{0}”…</source>
        <translation>Neue Notiz „{0}“&#xa0;…</translation>
    </message>
    <message>
        <source>New note…</source>
        <translation>Neue Notiz&#xa0;…</translation>
    </message>
    <message>
        <source>New paragraph</source>
        <translation>Neuer Absatz</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>Neueste</translation>
    </message>
    <message>
        <source>Next chapter</source>
        <translation>Nächstes Kapitel</translation>
    </message>
    <message>
        <source>Next claim</source>
        <translation>Nächste Aussage</translation>
    </message>
    <message>
        <source>Next claim in time</source>
        <translation>Nächste Aussage im Video</translation>
    </message>
    <message>
        <source>Next frame</source>
        <translation>Nächstes Bild</translation>
    </message>
    <message>
        <source>Next heading</source>
        <translation>Nächste Überschrift</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>Nächster Treffer</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>Nächster Bereich</translation>
    </message>
    <message>
        <source>Next problem</source>
        <translation>Nächstes Problem</translation>
    </message>
    <message>
        <source>Next result</source>
        <translation>Nächstes Ergebnis</translation>
    </message>
    <message>
        <source>Next tab</source>
        <translation>Nächster Tab</translation>
    </message>
    <message>
        <source>No</source>
        <comment>answer</comment>
        <translation>Nein</translation>
    </message>
    <message>
        <source>No audio or motion: {0}</source>
        <translation>Kein Ton und keine Bewegung: {0}</translation>
    </message>
    <message>
        <source>No browser</source>
        <translation>Kein Browser</translation>
    </message>
    <message>
        <source>No claim at the cursor.</source>
        <translation>Keine Aussage am Cursor.</translation>
    </message>
    <message>
        <source>No claim at this time.</source>
        <translation>Keine Aussage zu dieser Zeit.</translation>
    </message>
    <message>
        <source>No claim can be played.</source>
        <translation>Keine Aussage kann abgespielt werden.</translation>
    </message>
    <message>
        <source>No claim is ticked.</source>
        <translation>Keine Aussage ist angehakt.</translation>
    </message>
    <message>
        <source>No folder is open</source>
        <translation>Kein Ordner ist geöffnet</translation>
    </message>
    <message>
        <source>No folder “{0}” in this vault.</source>
        <translation>In diesem Vault gibt es keinen Ordner „{0}“.</translation>
    </message>
    <message>
        <source>No frame of the video can be read.</source>
        <translation>Kein Bild des Videos kann gelesen werden.</translation>
    </message>
    <message>
        <source>No frame of “{0}” can be decoded</source>
        <translation>Kein Bild von „{0}“ kann decodiert werden</translation>
    </message>
    <message>
        <source>No ignored problems.</source>
        <translation>Es gibt keine ignorierten Probleme.</translation>
    </message>
    <message>
        <source>No model or folder is called “{0}”.</source>
        <translation>Kein Modell und kein Ordner heißt „{0}“.</translation>
    </message>
    <message>
        <source>No note at “{0}”.</source>
        <translation>Keine Notiz unter „{0}“.</translation>
    </message>
    <message>
        <source>No note in this vault is about that video.</source>
        <translation>Keine Notiz in diesem Vault gehört zu diesem Video.</translation>
    </message>
    <message>
        <source>No note in this vault is about {0}.</source>
        <translation>Keine Notiz in diesem Vault gehört zu {0}.</translation>
    </message>
    <message>
        <source>No note in “{0}” has timestamps.</source>
        <translation>Keine Notiz in „{0}“ hat Zeitstempel.</translation>
    </message>
    <message>
        <source>No note is open</source>
        <translation>Keine Notiz ist geöffnet</translation>
    </message>
    <message>
        <source>No note “{0}” in this vault.</source>
        <translation>Keine Notiz „{0}“ in diesem Vault.</translation>
    </message>
    <message>
        <source>No notes</source>
        <translation>Keine Notizen</translation>
    </message>
    <message>
        <source>No notes in “{0}” yet</source>
        <translation>Noch keine Notizen in „{0}“</translation>
    </message>
    <message>
        <source>No one shift fits all timestamps.</source>
        <translation>Keine einzelne Verschiebung passt für alle Zeitstempel.</translation>
    </message>
    <message>
        <source>No other notes about this video, and no links.</source>
        <translation>Keine anderen Notizen zu diesem Video und keine Links.</translation>
    </message>
    <message>
        <source>No problems found.</source>
        <translation>Keine Probleme gefunden.</translation>
    </message>
    <message>
        <source>No results</source>
        <translation>Keine Ergebnisse</translation>
    </message>
    <message>
        <source>No results for “{0}”.</source>
        <translation>Keine Ergebnisse für „{0}“.</translation>
    </message>
    <message>
        <source>No saved videos</source>
        <translation>Keine gespeicherten Videos</translation>
    </message>
    <message>
        <source>No speech after {0}.</source>
        <translation>Nach {0} wird nicht gesprochen.</translation>
    </message>
    <message>
        <source>No speech around {0}.</source>
        <translation>Um {0} wird nicht gesprochen.</translation>
    </message>
    <message>
        <source>No timestamps for this video yet</source>
        <translation>Noch keine Zeitstempel zu diesem Video</translation>
    </message>
    <message>
        <source>No timestamps were checked against it.</source>
        <translation>Damit wurden keine Zeitstempel geprüft.</translation>
    </message>
    <message>
        <source>No transcript</source>
        <translation>Kein Transkript</translation>
    </message>
    <message>
        <source>No transcript made by Cuenote is shown.</source>
        <translation>Es wird kein Transkript gezeigt, das Cuenote erstellt hat.</translation>
    </message>
    <message>
        <source>No transcripts yet: saved videos and notes have none.</source>
        <translation>Noch keine Transkripte: Gespeicherte Videos und Notizen haben keine.</translation>
    </message>
    <message>
        <source>No video</source>
        <translation>Kein Video</translation>
    </message>
    <message>
        <source>No video at “{0}”.</source>
        <translation>Kein Video unter „{0}“.</translation>
    </message>
    <message>
        <source>No video in this note</source>
        <translation>Kein Video in dieser Notiz</translation>
    </message>
    <message>
        <source>No video is on this computer.</source>
        <translation>Kein Video ist auf diesem Computer.</translation>
    </message>
    <message>
        <source>No video is on this computer. Save it for offline first.</source>
        <translation>Kein Video ist auf diesem Computer. Zuerst offline speichern.</translation>
    </message>
    <message>
        <source>No videos saved and no notes created.</source>
        <translation>Keine Videos gespeichert und keine Notizen erstellt.</translation>
    </message>
    <message>
        <source>No {0} dictionary, so spelling isn&apos;t checked. Install {1}.</source>
        <translation>Kein Wörterbuch für {0}, daher keine Rechtschreibprüfung. {1} installieren.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keins</translation>
    </message>
    <message>
        <source>None</source>
        <comment>answer</comment>
        <translation>Keine</translation>
    </message>
    <message>
        <source>None of its words are in the transcript: “{0}”</source>
        <translation>Keines der Wörter kommt im Transkript vor: „{0}“</translation>
    </message>
    <message>
        <source>None of these claims can be played: their videos are not saved.</source>
        <translation>Keine dieser Aussagen kann abgespielt werden: Ihre Videos sind nicht gespeichert.</translation>
    </message>
    <message>
        <source>Normal speed</source>
        <translation>Normale Geschwindigkeit</translation>
    </message>
    <message>
        <source>Normal text size</source>
        <translation>Text in normaler Größe</translation>
    </message>
    <message>
        <source>Not a time</source>
        <translation>Keine gültige Zeit</translation>
    </message>
    <message>
        <source>Not a timestamp</source>
        <translation>Kein Zeitstempel</translation>
    </message>
    <message>
        <source>Not checked: the video was not found.</source>
        <translation>Nicht geprüft: Das Video wurde nicht gefunden.</translation>
    </message>
    <message>
        <source>Not checked: this note has no video.</source>
        <translation>Nicht geprüft: Diese Notiz hat kein Video.</translation>
    </message>
    <message>
        <source>Not checked: this video has no transcript.</source>
        <translation>Nicht geprüft: Dieses Video hat kein Transkript.</translation>
    </message>
    <message>
        <source>Not enough disk space: {0} and {1} to spare are needed, but only {2} is free.</source>
        <translation>Nicht genug Speicherplatz: {0} und {1} Reserve werden gebraucht, frei sind nur {2}.</translation>
    </message>
    <message>
        <source>Not enough memory for this model.</source>
        <translation>Nicht genug Arbeitsspeicher für dieses Modell.</translation>
    </message>
    <message>
        <source>Not following the video.</source>
        <translation>Folgt dem Video nicht.</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Jetzt nicht</translation>
    </message>
    <message>
        <source>Not on this computer</source>
        <translation>Nicht auf diesem Computer</translation>
    </message>
    <message>
        <source>Not opened: {0}.</source>
        <translation>Nicht geöffnet: {0}.</translation>
    </message>
    <message>
        <source>Not saved: {0}</source>
        <translation>Nicht gespeichert: {0}</translation>
    </message>
    <message>
        <source>Not updated, because they changed: {0}</source>
        <translation>Nicht aktualisiert, weil sie sich geändert haben: {0}</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Note as Markdown</source>
        <translation>Notiz als Markdown</translation>
    </message>
    <message>
        <source>Note created: “{0}” in {1}</source>
        <translation>Notiz erstellt: „{0}“ in {1}</translation>
    </message>
    <message>
        <source>Note options</source>
        <translation>Optionen der Notiz</translation>
    </message>
    <message>
        <source>Note, video, or a link</source>
        <translation>Notiz, Video oder Link</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Notes about this video</source>
        <translation>Notizen zu diesem Video</translation>
    </message>
    <message>
        <source>Notes about videos</source>
        <translation>Notizen zu Videos</translation>
    </message>
    <message>
        <source>Notes and videos</source>
        <translation>Notizen und Videos</translation>
    </message>
    <message>
        <source>Notes beside their videos: click a claim to see where it was said</source>
        <translation>Notizen neben ihren Videos: Ein Klick auf eine Aussage zeigt, wo sie gesagt wurde</translation>
    </message>
    <message>
        <source>Nothing is running</source>
        <translation>Nichts läuft</translation>
    </message>
    <message>
        <source>Nothing left to undo or redo.</source>
        <translation>Nichts mehr rückgängig zu machen oder zu wiederholen.</translation>
    </message>
    <message>
        <source>Nothing to check: this note has no timestamps.</source>
        <translation>Nichts zu prüfen: Diese Notiz hat keine Zeitstempel.</translation>
    </message>
    <message>
        <source>Nothing to choose from.</source>
        <translation>Nichts auszuwählen.</translation>
    </message>
    <message>
        <source>Nothing to edit here.</source>
        <translation>Hier gibt es nichts zu bearbeiten.</translation>
    </message>
    <message>
        <source>Nothing to export: no timestamp can be played.</source>
        <translation>Nichts zu exportieren: Kein Zeitstempel kann abgespielt werden.</translation>
    </message>
    <message>
        <source>Nothing to export: no timestamps were found.</source>
        <translation>Nichts zu exportieren: keine Zeitstempel gefunden.</translation>
    </message>
    <message>
        <source>Nothing to undo.</source>
        <translation>Nichts rückgängig zu machen.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Nothing was discarded in the last 30 days.</source>
        <translation>In den letzten 30 Tagen wurde nichts verworfen.</translation>
    </message>
    <message>
        <source>Now, {0}</source>
        <translation>Jetzt: {0}</translation>
    </message>
    <message>
        <source>On disk</source>
        <translation>Auf dem Datenträger</translation>
    </message>
    <message>
        <source>On the clipboard</source>
        <translation>In der Zwischenablage</translation>
    </message>
    <message>
        <source>One file that opens in any browser. Whoever reads it can play each claim.</source>
        <translation>Eine Datei, die sich in jedem Browser öffnen lässt. Wer sie liest, kann jede Aussage abspielen.</translation>
    </message>
    <message numerus="yes">
        <source>One subtitle ends before it starts; it is shown briefly.|%n subtitles end before they start; they are shown briefly.</source>
        <translation>
            <numerusform>Ein Untertitel endet vor seinem Anfang; er wird kurz angezeigt.</numerusform>
            <numerusform>%n Untertitel enden vor ihrem Anfang; sie werden kurz angezeigt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>One subtitle has no readable time and was left out.|%n subtitles have no readable time and were left out.</source>
        <translation>
            <numerusform>Ein Untertitel hat keine lesbare Zeit und wurde ausgelassen.</numerusform>
            <numerusform>%n Untertitel haben keine lesbare Zeit und wurden ausgelassen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>One subtitle is before the start of the video and was left out.|%n subtitles are before the start of the video and were left out.</source>
        <translation>
            <numerusform>Ein Untertitel liegt vor dem Anfang des Videos und wurde ausgelassen.</numerusform>
            <numerusform>%n Untertitel liegen vor dem Anfang des Videos und wurden ausgelassen.</numerusform>
        </translation>
    </message>
    <message>
        <source>One video</source>
        <extracomment>Is read on: “One video · of all claims”.</extracomment>
        <translation>Ein Video</translation>
    </message>
    <message>
        <source>One video of all claims</source>
        <translation>Ein Video aus allen Aussagen</translation>
    </message>
    <message>
        <source>One-time download: {0}.</source>
        <translation>Einmaliger Download: {0}.</translation>
    </message>
    <message>
        <source>Online</source>
        <translatorcomment>same</translatorcomment>
        <translation>Online</translation>
    </message>
    <message>
        <source>Only claims in notes can be exported.</source>
        <translation>Nur Aussagen in Notizen lassen sich exportieren.</translation>
    </message>
    <message>
        <source>Only the times in the notes were checked: there are no videos or transcripts.</source>
        <translation>Nur die Zeiten in den Notizen wurden geprüft: Es gibt keine Videos oder Transkripte.</translation>
    </message>
    <message>
        <source>Only the times themselves were checked: this video has no transcript.</source>
        <translation>Nur die Zeiten selbst wurden geprüft: Dieses Video hat kein Transkript.</translation>
    </message>
    <message>
        <source>Only with problems</source>
        <translation>Nur mit Problemen</translation>
    </message>
    <message>
        <source>Open a folder of notes or videos</source>
        <translation>Ordner mit Notizen oder Videos öffnen</translation>
    </message>
    <message>
        <source>Open a note first.</source>
        <translation>Zuerst eine Notiz öffnen.</translation>
    </message>
    <message>
        <source>Open a note to see the transcript of its video.</source>
        <translation>Eine Notiz öffnen, um das Transkript ihres Videos zu sehen.</translation>
    </message>
    <message>
        <source>Open a video first.</source>
        <translation>Zuerst ein Video öffnen.</translation>
    </message>
    <message>
        <source>Open and stay in the search</source>
        <translation>Öffnen und in der Suche bleiben</translation>
    </message>
    <message>
        <source>Open anyway</source>
        <translation>Trotzdem öffnen</translation>
    </message>
    <message>
        <source>Open first note</source>
        <translation>Erste Notiz öffnen</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>Ordner öffnen&#xa0;…</translation>
    </message>
    <message>
        <source>Open in browser</source>
        <translation>Im Browser öffnen</translation>
    </message>
    <message>
        <source>Open link</source>
        <translation>Link öffnen</translation>
    </message>
    <message>
        <source>Open list again</source>
        <translation>Liste erneut öffnen</translation>
    </message>
    <message>
        <source>Open note</source>
        <translation>Notiz öffnen</translation>
    </message>
    <message>
        <source>Open this note?</source>
        <translation>Diese Notiz öffnen?</translation>
    </message>
    <message>
        <source>Open video in browser</source>
        <translation>Video im Browser öffnen</translation>
    </message>
    <message>
        <source>Open “{0}”</source>
        <translation>„{0}“ öffnen</translation>
    </message>
    <message>
        <source>Open “{0}” here</source>
        <translation>„{0}“ hier öffnen</translation>
    </message>
    <message>
        <source>Open “{0}” here (Ctrl+Enter)</source>
        <translation>„{0}“ hier öffnen (Strg+Enter)</translation>
    </message>
    <message>
        <source>Opening “{0}”…</source>
        <translation>„{0}“ wird geöffnet&#xa0;…</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen&#xa0;…</translation>
    </message>
    <message>
        <source>Org link</source>
        <translation>Org-Link</translation>
    </message>
    <message>
        <source>Original</source>
        <comment>answer</comment>
        <extracomment>Of a video.</extracomment>
        <translatorcomment>same</translatorcomment>
        <translation>Original</translation>
    </message>
    <message>
        <source>Other folder…</source>
        <translation>Anderer Ordner&#xa0;…</translation>
    </message>
    <message>
        <source>Other programs</source>
        <translation>Für andere Programme</translation>
    </message>
    <message>
        <source>Other time…</source>
        <translation>Andere Zeit&#xa0;…</translation>
    </message>
    <message>
        <source>Outdent</source>
        <translation>Ausrücken</translation>
    </message>
    <message>
        <source>Outdent bullet</source>
        <translation>Listenpunkt ausrücken</translation>
    </message>
    <message>
        <source>PDF, paper</source>
        <translation>PDF, Papier, Drucker</translation>
    </message>
    <message>
        <source>PDF, web page, clips, Anki, subtitles, timeline</source>
        <translation>PDF, Webseite, HTML, Clips, Anki, Untertitel, Zeitleiste</translation>
    </message>
    <message>
        <source>Past the end</source>
        <translation>Hinter dem Ende</translation>
    </message>
    <message>
        <source>Past the end · the hour is wrong</source>
        <translation>Hinter dem Ende · Stunde falsch</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Paste a link or YouTube ID, or choose a file.</source>
        <translation>Link oder YouTube-ID einfügen oder eine Datei auswählen.</translation>
    </message>
    <message>
        <source>Paste a link to a playlist or channel.</source>
        <translation>Link einer Playlist oder eines Kanals einfügen.</translation>
    </message>
    <message>
        <source>Paste a link to a playlist, a channel or another page with many videos.</source>
        <translation>Link einer Playlist, eines Kanals oder einer anderen Seite mit vielen Videos einfügen.</translation>
    </message>
    <message>
        <source>Pause</source>
        <translatorcomment>same</translatorcomment>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Pause all</source>
        <translation>Alle pausieren</translation>
    </message>
    <message>
        <source>Pause while typing</source>
        <translation>Beim Tippen pausieren</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Pick one from the list of “{0}”, or drop a video here to start a note.</source>
        <translation>Eine aus der Liste von „{0}“ auswählen oder ein Video hierher ziehen, um eine Notiz zu beginnen.</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Pictures</source>
        <comment>question</comment>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Pictures and clips</source>
        <extracomment>What screen readers call the part of a page with the pictures and clips of timestamps.</extracomment>
        <translation>Bilder und Clips</translation>
    </message>
    <message>
        <source>Plain time</source>
        <translation>Einfache Zeit</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Wiedergabe</translation>
    </message>
    <message>
        <source>Play</source>
        <comment>button</comment>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Play after a jump</source>
        <translation>Nach einem Sprung abspielen</translation>
    </message>
    <message>
        <source>Play claims</source>
        <translation>Aussagen abspielen</translation>
    </message>
    <message>
        <source>Play claims from here</source>
        <translation>Aussagen ab hier abspielen</translation>
    </message>
    <message>
        <source>Play claims of selected notes</source>
        <translation>Aussagen ausgewählter Notizen abspielen</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>Wiedergabe oder Pause</translation>
    </message>
    <message>
        <source>Play results only</source>
        <translation>Nur Ergebnisse abspielen</translation>
    </message>
    <message>
        <source>Play suggested time</source>
        <translation>Vorgeschlagene Zeit abspielen</translation>
    </message>
    <message>
        <source>Play suggested times automatically</source>
        <translation>Vorgeschlagene Zeiten automatisch abspielen</translation>
    </message>
    <message>
        <source>Play time in note</source>
        <translation>Notierte Zeit abspielen</translation>
    </message>
    <message>
        <source>Play {0}</source>
        <translation>{0} abspielen</translation>
    </message>
    <message>
        <source>Play “{0}”</source>
        <translation>„{0}“ abspielen</translation>
    </message>
    <message>
        <source>Playing</source>
        <translation>Wiedergabe</translation>
    </message>
    <message>
        <source>Playing</source>
        <comment>state</comment>
        <translation>Wird abgespielt</translation>
    </message>
    <message>
        <source>Playing now</source>
        <translation>Läuft gerade</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>Einstellungen&#xa0;…</translation>
    </message>
    <message>
        <source>Press a key, or Esc to cancel</source>
        <translation>Taste drücken, Esc bricht ab</translation>
    </message>
    <message>
        <source>Press the new key for “{0}”</source>
        <translation>Neue Taste für „{0}“ drücken</translation>
    </message>
    <message>
        <source>Press {0} to review</source>
        <translation>Zum Ansehen {0} drücken</translation>
    </message>
    <message>
        <source>Press {0} while the video plays to add one.</source>
        <translation>Mit {0} während der Wiedergabe einen einfügen.</translation>
    </message>
    <message>
        <source>Previous chapter</source>
        <translation>Vorheriges Kapitel</translation>
    </message>
    <message>
        <source>Previous claim</source>
        <translation>Vorherige Aussage</translation>
    </message>
    <message>
        <source>Previous claim in time</source>
        <translation>Vorherige Aussage im Video</translation>
    </message>
    <message>
        <source>Previous frame</source>
        <translation>Vorheriges Bild</translation>
    </message>
    <message>
        <source>Previous heading</source>
        <translation>Vorherige Überschrift</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>Vorheriger Treffer</translation>
    </message>
    <message>
        <source>Previous pane</source>
        <translation>Vorheriger Bereich</translation>
    </message>
    <message>
        <source>Previous problem</source>
        <translation>Vorheriges Problem</translation>
    </message>
    <message>
        <source>Previous result</source>
        <translation>Vorheriges Ergebnis</translation>
    </message>
    <message>
        <source>Previous tab</source>
        <translation>Vorheriger Tab</translation>
    </message>
    <message>
        <source>Print “{0}”</source>
        <translation>„{0}“ drucken</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Drucken&#xa0;…</translation>
    </message>
    <message>
        <source>Probably not said here</source>
        <translation>Wahrscheinlich nicht hier gesagt</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Veröffentlicht</translation>
    </message>
    <message>
        <source>Put the cursor in a sentence, or select one, to find its time.</source>
        <translation>Den Cursor in einen Satz setzen oder einen auswählen, um seine Zeit zu finden.</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Quality of saved videos</source>
        <translation>Qualität gespeicherter Videos</translation>
    </message>
    <message>
        <source>Quieter</source>
        <translation>Leiser</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Quote in note</source>
        <translation>In Notiz zitieren</translation>
    </message>
    <message>
        <source>Quote with start and end time</source>
        <translation>Mit Anfangs- und Endzeit zitieren</translation>
    </message>
    <message>
        <source>Quote {0}</source>
        <comment>what is said at a time</comment>
        <translation>Zitat bei {0} einfügen</translation>
    </message>
    <message>
        <source>Quoted from {0}</source>
        <translation>Zitiert: {0}</translation>
    </message>
    <message>
        <source>Quoted: {0}</source>
        <translation>Zitiert: {0}</translation>
    </message>
    <message>
        <source>Reaction time</source>
        <translation>Reaktionszeit</translation>
    </message>
    <message>
        <source>Read</source>
        <extracomment>Headings above the formats of an export: what one can do with what is made.</extracomment>
        <translation>Zum Lesen</translation>
    </message>
    <message>
        <source>Read as {0}</source>
        <translation>Als {0} lesen</translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation>Schreibgeschützt</translation>
    </message>
    <message>
        <source>Reading audio: {0} %</source>
        <translation>Ton wird gelesen: {0}&#xa0;%</translation>
    </message>
    <message>
        <source>Reassign</source>
        <translation>Neu zuweisen</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Recent notes and videos</source>
        <translation>Zuletzt geöffnete Notizen und Videos</translation>
    </message>
    <message>
        <source>Recent searches</source>
        <translation>Letzte Suchen</translation>
    </message>
    <message>
        <source>Recover text</source>
        <translation>Text wiederherstellen</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Redone: {0}</source>
        <translation>Wiederholt: {0}</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>Regulärer Ausdruck</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>Neu laden</translation>
    </message>
    <message>
        <source>Reload from disk</source>
        <translation>Neu vom Datenträger laden</translation>
    </message>
    <message>
        <source>Reloaded: the note changed on disk.</source>
        <translation>Neu geladen: Die Notiz wurde auf dem Datenträger geändert.</translation>
    </message>
    <message>
        <source>Remove end time</source>
        <translation>Endzeit entfernen</translation>
    </message>
    <message>
        <source>Remove from list</source>
        <translation>Aus der Liste entfernen</translation>
    </message>
    <message>
        <source>Remove mark</source>
        <translation>Markierung entfernen</translation>
    </message>
    <message>
        <source>Removed “{0}” from the list. Its notes stay where they are.</source>
        <translation>„{0}“ aus der Liste entfernt. Die Notizen bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>Rename “{0}” to “{1}”</source>
        <translation>„{0}“ in „{1}“ umbenennen</translation>
    </message>
    <message>
        <source>Renamed to “{0}”</source>
        <translation>In „{0}“ umbenannt</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen&#xa0;…</translation>
    </message>
    <message>
        <source>Repeat claim</source>
        <translation>Aussage wiederholen</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Replace all</source>
        <translation>Alle ersetzen</translation>
    </message>
    <message>
        <source>Replace in all notes</source>
        <translation>In allen Notizen ersetzen</translation>
    </message>
    <message>
        <source>Replace in folder…</source>
        <translation>Im Ordner ersetzen&#xa0;…</translation>
    </message>
    <message>
        <source>Replace in note…</source>
        <translation>In Notiz ersetzen&#xa0;…</translation>
    </message>
    <message>
        <source>Replace in vault…</source>
        <translation>Im Vault ersetzen&#xa0;…</translation>
    </message>
    <message>
        <source>Replace in “{0}”</source>
        <translation>In „{0}“ ersetzen</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>Ersetzen durch</translation>
    </message>
    <message>
        <source>Replace {0}</source>
        <translation>{0} ersetzen</translation>
    </message>
    <message>
        <source>Replace “{0}”</source>
        <translation>„{0}“ ersetzen</translation>
    </message>
    <message>
        <source>Replace “{0}”?</source>
        <translation>„{0}“ ersetzen?</translation>
    </message>
    <message numerus="yes">
        <source>Replaced 1 match.|Replaced %n matches.</source>
        <translation>
            <numerusform>1 Treffer ersetzt.</numerusform>
            <numerusform>%n Treffer ersetzt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Replaced 1 place in {0}.|Replaced %n places in {0}.</source>
        <translation>
            <numerusform>1 Stelle in {0} ersetzt.</numerusform>
            <numerusform>%n Stellen in {0} ersetzt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Alle zurücksetzen</translation>
    </message>
    <message>
        <source>Reset all keys</source>
        <translation>Alle Tasten zurücksetzen</translation>
    </message>
    <message numerus="yes">
        <source>Reset the keys of 1 action?|Reset the keys of %n actions?</source>
        <translation>
            <numerusform>Die Tasten von 1 Befehl zurücksetzen?</numerusform>
            <numerusform>Die Tasten von %n Befehlen zurücksetzen?</numerusform>
        </translation>
    </message>
    <message>
        <source>Reset to default: {0}</source>
        <translation>Auf Vorgabe zurücksetzen: {0}</translation>
    </message>
    <message>
        <source>Resolution</source>
        <comment>question</comment>
        <translation>Auflösung</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Restore previous version</source>
        <translation>Vorherige Fassung wiederherstellen</translation>
    </message>
    <message>
        <source>Restored unsaved text in “{0}”.</source>
        <translation>Nicht gespeicherter Text in „{0}“ wurde wiederhergestellt.</translation>
    </message>
    <message>
        <source>Result {0} of {1}</source>
        <translation>Ergebnis {0} von {1}</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Resume all</source>
        <translation>Alle fortsetzen</translation>
    </message>
    <message>
        <source>Run `cuenote doctor` to see how to install one.</source>
        <translation>`cuenote doctor` zeigt, wie eine installiert wird.</translation>
    </message>
    <message>
        <source>SRT file</source>
        <comment>answer</comment>
        <translation>SRT-Datei</translation>
    </message>
    <message>
        <source>Safe fix</source>
        <translation>Sichere Korrektur</translation>
    </message>
    <message>
        <source>Said at {0}, not {1}</source>
        <translation>Bei {0} gesagt, nicht bei {1}</translation>
    </message>
    <message>
        <source>Said elsewhere</source>
        <translation>Woanders gesagt</translation>
    </message>
    <message>
        <source>Same as system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>Kopie speichern</translation>
    </message>
    <message>
        <source>Save a copy elsewhere.</source>
        <translation>Eine Kopie an einem anderen Ort speichern.</translation>
    </message>
    <message>
        <source>Save a copy elsewhere…</source>
        <translation>Kopie woanders speichern&#xa0;…</translation>
    </message>
    <message>
        <source>Save a copy of transcript…</source>
        <translation>Kopie des Transkripts speichern&#xa0;…</translation>
    </message>
    <message>
        <source>Save again</source>
        <translation>Erneut speichern</translation>
    </message>
    <message>
        <source>Save all videos of this note…</source>
        <translation>Alle Videos dieser Notiz speichern&#xa0;…</translation>
    </message>
    <message>
        <source>Save automatically</source>
        <translation>Automatisch speichern</translation>
    </message>
    <message>
        <source>Save for offline…</source>
        <translation>Offline speichern&#xa0;…</translation>
    </message>
    <message>
        <source>Save from playlist or channel…</source>
        <translation>Aus Playlist oder Kanal speichern&#xa0;…</translation>
    </message>
    <message>
        <source>Save from playlist…</source>
        <translation>Aus Playlist speichern&#xa0;…</translation>
    </message>
    <message>
        <source>Save in</source>
        <translation>Speichern in</translation>
    </message>
    <message>
        <source>Save it for offline, or open it in the browser.</source>
        <translation>Offline speichern oder im Browser öffnen.</translation>
    </message>
    <message>
        <source>Save one first: `cuenote save`.</source>
        <translation>Zuerst eines speichern: `cuenote save`.</translation>
    </message>
    <message>
        <source>Save the rest</source>
        <translation>Rest speichern</translation>
    </message>
    <message numerus="yes">
        <source>Save this video for offline?|Save %n videos for offline?</source>
        <translation>
            <numerusform>Dieses Video offline speichern?</numerusform>
            <numerusform>%n Videos offline speichern?</numerusform>
        </translation>
    </message>
    <message>
        <source>Save video for offline…</source>
        <translation>Video offline speichern&#xa0;…</translation>
    </message>
    <message>
        <source>Save video with subtitles…</source>
        <translation>Video mit Untertiteln speichern&#xa0;…</translation>
    </message>
    <message>
        <source>Save videos of selected notes…</source>
        <translation>Videos ausgewählter Notizen speichern&#xa0;…</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Saved as {0}</source>
        <translation>Gespeichert als {0}</translation>
    </message>
    <message>
        <source>Saved for offline.</source>
        <translation>Offline gespeichert.</translation>
    </message>
    <message>
        <source>Saved in {0}</source>
        <translation>Wird gespeichert in {0}</translation>
    </message>
    <message>
        <source>Saved videos</source>
        <translation>Gespeicherte Videos</translation>
    </message>
    <message>
        <source>Saved “{0}”.</source>
        <translation>„{0}“ gespeichert.</translation>
    </message>
    <message>
        <source>Saved: {0}</source>
        <translation>Gespeichert: {0}</translation>
    </message>
    <message numerus="yes">
        <source>Save|Save %n</source>
        <translation>
            <numerusform>Speichern</numerusform>
            <numerusform>%n speichern</numerusform>
        </translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>Wird gespeichert</translation>
    </message>
    <message numerus="yes">
        <source>Saving 1 video…|Saving %n videos…</source>
        <translation>
            <numerusform>1 Video wird gespeichert&#xa0;…</numerusform>
            <numerusform>%n Videos werden gespeichert&#xa0;…</numerusform>
        </translation>
    </message>
    <message>
        <source>Saving a video for offline copies it, with its subtitles and thumbnail, from the site to this computer. Cuenote does this only when you ask.

What you save is your responsibility: follow the law where you live, the site&apos;s terms and the wishes of the video&apos;s makers. Watch it there when you can; the note keeps the link.

Cuenote is not affiliated with YouTube or any other site.</source>
        <translation>Beim Offline-Speichern wird ein Video mit Untertiteln und Vorschaubild von der Website auf diesen Computer kopiert. Cuenote tut das nur auf Ihren Wunsch.

Was Sie speichern, liegt in Ihrer Verantwortung: Beachten Sie das Recht Ihres Landes, die Bedingungen der Website und die Wünsche der Urheber. Sehen Sie es nach Möglichkeit dort an; die Notiz behält den Link.

Cuenote gehört weder zu YouTube noch zu einer anderen Website.</translation>
    </message>
    <message>
        <source>Saving the video</source>
        <translation>Das Video wird gespeichert</translation>
    </message>
    <message>
        <source>Search first, then export the results.</source>
        <translation>Zuerst suchen, dann die Ergebnisse exportieren.</translation>
    </message>
    <message>
        <source>Search for #{0}</source>
        <translation>Nach #{0} suchen</translation>
    </message>
    <message>
        <source>Search notes and transcripts</source>
        <translation>Notizen und Transkripte durchsuchen</translation>
    </message>
    <message>
        <source>Search results</source>
        <translation>Suchergebnisse</translation>
    </message>
    <message>
        <source>Search vault for “{0}”</source>
        <translation>Im Vault nach „{0}“ suchen</translation>
    </message>
    <message>
        <source>Search vault…</source>
        <translation>Vault durchsuchen&#xa0;…</translation>
    </message>
    <message>
        <source>Search without {0}</source>
        <translation>Ohne {0} suchen</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Wird gesucht&#xa0;…</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>Abschnitte</translation>
    </message>
    <message>
        <source>Select a bullet first: click in the margin beside it.</source>
        <translation>Zuerst einen Listenpunkt auswählen: in den Rand daneben klicken.</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Select an action and press Enter, then the new key.</source>
        <translation>Einen Befehl auswählen, die Eingabetaste drücken, dann die neue Taste.</translation>
    </message>
    <message>
        <source>Select none</source>
        <translation>Nichts auswählen</translation>
    </message>
    <message>
        <source>Select notes in the list first.</source>
        <translation>Zuerst Notizen in der Liste auswählen.</translation>
    </message>
    <message>
        <source>Select the videos you want.</source>
        <translation>Gewünschte Videos auswählen.</translation>
    </message>
    <message>
        <source>Select words first.</source>
        <translation>Zuerst Wörter auswählen.</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>Sent “{0}” to {1}.</source>
        <translation>„{0}“ an {1} gesendet.</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Set end to current time</source>
        <translation>Endzeit auf aktuelle Zeit setzen</translation>
    </message>
    <message>
        <source>Set end to end of sentence</source>
        <translation>Endzeit auf Satzende setzen</translation>
    </message>
    <message>
        <source>Set end to {0}</source>
        <translation>Endzeit auf {0} setzen</translation>
    </message>
    <message>
        <source>Set loop end</source>
        <translation>Schleifenende setzen</translation>
    </message>
    <message>
        <source>Set loop start</source>
        <translation>Schleifenanfang setzen</translation>
    </message>
    <message>
        <source>Set start to current time</source>
        <translation>Anfang auf aktuelle Zeit setzen</translation>
    </message>
    <message>
        <source>Set time to {0}</source>
        <translation>Zeit auf {0} setzen</translation>
    </message>
    <message>
        <source>Set time…</source>
        <translation>Zeit eingeben&#xa0;…</translation>
    </message>
    <message>
        <source>Several notes are about this video</source>
        <translation>Zu diesem Video gibt es mehrere Notizen</translation>
    </message>
    <message>
        <source>Several notes are called “{0}”</source>
        <translation>Mehrere Notizen heißen „{0}“</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Verschieben</translation>
    </message>
    <message numerus="yes">
        <source>Shift 1 time by {0}|Shift %n times by {0}</source>
        <translation>
            <numerusform>1 Zeit um {0} verschieben</numerusform>
            <numerusform>%n Zeiten um {0} verschieben</numerusform>
        </translation>
    </message>
    <message>
        <source>Shift all times by N s</source>
        <translation>Alle Zeiten um N&#xa0;s verschieben</translation>
    </message>
    <message>
        <source>Shift all times…</source>
        <translation>Alle Zeiten verschieben&#xa0;…</translation>
    </message>
    <message>
        <source>Shift the note&apos;s times instead</source>
        <translation>Stattdessen Zeiten der Notiz verschieben</translation>
    </message>
    <message>
        <source>Shift transcript</source>
        <translation>Transkript verschieben</translation>
    </message>
    <message>
        <source>Shift transcript by N s</source>
        <translation>Transkript um N&#xa0;s verschieben</translation>
    </message>
    <message>
        <source>Shift+Enter quote in note</source>
        <translation>Umschalt+Enter: in Notiz zitieren</translation>
    </message>
    <message>
        <source>Shift+arrows</source>
        <translation>Umschalt+Pfeile</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message numerus="yes">
        <source>Show 1 action and its keys|Show %n actions and their keys</source>
        <translation>
            <numerusform>1 Befehl und seine Tasten anzeigen</numerusform>
            <numerusform>%n Befehle und ihre Tasten anzeigen</numerusform>
        </translation>
    </message>
    <message>
        <source>Show all claims</source>
        <translation>Alle Aussagen anzeigen</translation>
    </message>
    <message>
        <source>Show all notes</source>
        <translation>Alle Notizen anzeigen</translation>
    </message>
    <message>
        <source>Show claims</source>
        <translation>Aussagen anzeigen</translation>
    </message>
    <message>
        <source>Show details</source>
        <translation>Details anzeigen</translation>
    </message>
    <message>
        <source>Show ignored problems</source>
        <translation>Ignorierte Probleme anzeigen</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner anzeigen</translation>
    </message>
    <message>
        <source>Show in transcript</source>
        <translation>Im Transkript anzeigen</translation>
    </message>
    <message>
        <source>Show note in folder</source>
        <translation>Notiz im Ordner anzeigen</translation>
    </message>
    <message>
        <source>Show problems</source>
        <translation>Probleme anzeigen</translation>
    </message>
    <message>
        <source>Show progress</source>
        <translation>Fortschritt anzeigen</translation>
    </message>
    <message>
        <source>Show saved videos</source>
        <translation>Gespeicherte Videos anzeigen</translation>
    </message>
    <message>
        <source>Show subtitles</source>
        <translation>Untertitel anzeigen</translation>
    </message>
    <message>
        <source>Show text discarded in merges</source>
        <translation>Beim Zusammenführen verworfenen Text anzeigen</translation>
    </message>
    <message>
        <source>Show the keys</source>
        <translation>Tastenkürzel anzeigen</translation>
    </message>
    <message>
        <source>Show transcript</source>
        <translation>Transkript anzeigen</translation>
    </message>
    <message>
        <source>Show transcript as paragraphs</source>
        <translation>Transkript als Absätze anzeigen</translation>
    </message>
    <message>
        <source>Show transcript as sentences</source>
        <translation>Transkript als Sätze anzeigen</translation>
    </message>
    <message>
        <source>Show transcript line by line</source>
        <translation>Transkript Zeile für Zeile anzeigen</translation>
    </message>
    <message>
        <source>Show video in folder</source>
        <translation>Video im Ordner anzeigen</translation>
    </message>
    <message>
        <source>Show videos</source>
        <translation>Videos anzeigen</translation>
    </message>
    <message>
        <source>Shown</source>
        <comment>answer</comment>
        <extracomment>Of the bold words of a claim, on a card to learn from.</extracomment>
        <translation>Angezeigt</translation>
    </message>
    <message>
        <source>Shown</source>
        <comment>state</comment>
        <translation>Eingeblendet</translation>
    </message>
    <message>
        <source>Shown time differs</source>
        <translation>Angezeigte Zeit weicht ab</translation>
    </message>
    <message>
        <source>Shows {1}, but plays {0}</source>
        <translation>Zeigt {1}, spielt aber {0} ab</translation>
    </message>
    <message>
        <source>Sign in with a browser&apos;s cookies?</source>
        <translation>Mit den Cookies eines Browsers anmelden?</translation>
    </message>
    <message>
        <source>Sign in with a browser…</source>
        <translation>Mit einem Browser anmelden&#xa0;…</translation>
    </message>
    <message>
        <source>Sign in with your browser, choose its cookies in Preferences, then try again.</source>
        <translation>Im Browser anmelden, dessen Cookies in den Einstellungen auswählen, dann erneut versuchen.</translation>
    </message>
    <message>
        <source>Sign in with your browser; then Cuenote can use its cookies.</source>
        <translation>Im Browser anmelden; dann kann Cuenote dessen Cookies verwenden.</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Skip silence</source>
        <translation>Stille überspringen</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>Langsamer</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Text kleiner</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>Sortieren nach</translation>
    </message>
    <message>
        <source>Source mode</source>
        <translation>Quelltextmodus</translation>
    </message>
    <message>
        <source>Specify a folder with a model, or one of: {0}.</source>
        <translation>Einen Ordner mit einem Modell angeben oder eines von: {0}.</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Geschwindigkeit</translation>
    </message>
    <message>
        <source>Speed {rate}</source>
        <translation>Geschwindigkeit {rate}</translation>
    </message>
    <message>
        <source>Spoken language, such as en or de</source>
        <translation>Gesprochene Sprache, etwa en oder de</translation>
    </message>
    <message>
        <source>Start</source>
        <comment>title of the first chapter of a video</comment>
        <translation>Anfang</translation>
    </message>
    <message>
        <source>Start page</source>
        <translation>Startseite</translation>
    </message>
    <message>
        <source>Start typing, or press {0} to add a bullet with the current time.</source>
        <translation>Schreiben Sie los, oder drücken Sie {0} für einen Listenpunkt mit der aktuellen Zeit.</translation>
    </message>
    <message>
        <source>Start typing.</source>
        <translation>Schreiben Sie los.</translation>
    </message>
    <message>
        <source>Start with a video</source>
        <translation>Mit einem Video beginnen</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Wird gestartet</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Still indexing: results from {0} of {1} notes.</source>
        <translation>Noch nicht fertig indiziert: Ergebnisse aus {0} von {1} Notizen.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop loading</source>
        <translation>Laden abbrechen</translation>
    </message>
    <message>
        <source>Stop playing claims only (Esc)</source>
        <translation>„Nur Aussagen“ beenden (Esc)</translation>
    </message>
    <message>
        <source>Stop streaming</source>
        <translation>Streamen beenden</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Stopped at claim {0} of {1}.</source>
        <translation>Bei Aussage {0} von {1} angehalten.</translation>
    </message>
    <message numerus="yes">
        <source>Stopped saving 1 video.|Stopped saving %n videos.</source>
        <translation>
            <numerusform>Speichern von 1 Video abgebrochen.</numerusform>
            <numerusform>Speichern von %n Videos abgebrochen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped when Cuenote closed</source>
        <translation>Beim Schließen von Cuenote angehalten</translation>
    </message>
    <message>
        <source>Stopped: {0}</source>
        <translation>Abgebrochen: {0}</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>Streamen</translation>
    </message>
    <message>
        <source>Stream quality</source>
        <translation>Streamqualität</translation>
    </message>
    <message>
        <source>Stream quality…</source>
        <translation>Streamqualität&#xa0;…</translation>
    </message>
    <message>
        <source>Stream video</source>
        <translation>Video streamen</translation>
    </message>
    <message>
        <source>Stream without asking</source>
        <translation>Ohne Nachfrage streamen</translation>
    </message>
    <message>
        <source>Streamed, not saved on this computer.</source>
        <translation>Gestreamt, nicht auf diesem Computer gespeichert.</translation>
    </message>
    <message>
        <source>Streaming</source>
        <translation>Wird gestreamt</translation>
    </message>
    <message>
        <source>Subtitle size</source>
        <translation>Größe der Untertitel</translation>
    </message>
    <message>
        <source>Subtitles</source>
        <translation>Untertitel</translation>
    </message>
    <message>
        <source>Subtitles (SRT)</source>
        <translation>Untertitel (SRT)</translation>
    </message>
    <message>
        <source>Subtitles (WebVTT)</source>
        <translation>Untertitel (WebVTT)</translation>
    </message>
    <message>
        <source>Subtitles load with the stream, if the site has any.</source>
        <translation>Sie kommen mit dem Stream, falls die Website welche hat.</translation>
    </message>
    <message>
        <source>Subtracted when you add a timestamp by key.</source>
        <translation>Wird abgezogen, wenn Sie einen Zeitstempel per Taste hinzufügen.</translation>
    </message>
    <message>
        <source>Suggested</source>
        <translation>Vorschläge</translation>
    </message>
    <message>
        <source>Suggested</source>
        <comment>a time</comment>
        <translation>Vorgeschlagen</translation>
    </message>
    <message>
        <source>Suggestion 1</source>
        <translation>Vorschlag 1</translation>
    </message>
    <message>
        <source>Suggestion 2</source>
        <translation>Vorschlag 2</translation>
    </message>
    <message>
        <source>Suggestion 3</source>
        <translation>Vorschlag 3</translation>
    </message>
    <message>
        <source>Switch to another video…</source>
        <translation>Zu anderem Video wechseln&#xa0;…</translation>
    </message>
    <message>
        <source>Switch vault…</source>
        <translation>Vault wechseln&#xa0;…</translation>
    </message>
    <message>
        <source>System languages and English</source>
        <translation>Sprachen des Systems und Englisch</translation>
    </message>
    <message>
        <source>Table (CSV)</source>
        <translation>Tabelle (CSV)</translation>
    </message>
    <message>
        <source>Table or data</source>
        <translation>Tabelle oder Daten</translation>
    </message>
    <message>
        <source>Takes effect at the next start.</source>
        <translation>Gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>Template for new notes</source>
        <translation>Vorlage für neue Notizen</translation>
    </message>
    <message>
        <source>Text</source>
        <translatorcomment>same</translatorcomment>
        <translation>Text</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Textgröße</translation>
    </message>
    <message>
        <source>Text to paste into the description of the video.</source>
        <translation>Text zum Einfügen in die Beschreibung des Videos.</translation>
    </message>
    <message>
        <source>The PDF can&apos;t be created: {0}</source>
        <translation>Die PDF-Datei kann nicht erstellt werden: {0}</translation>
    </message>
    <message>
        <source>The URL at {0} has a user name or password in it, which is not passed on.</source>
        <translation>Die URL bei {0} enthält einen Benutzernamen oder ein Passwort; das wird nicht weitergegeben.</translation>
    </message>
    <message>
        <source>The audio of this video couldn&apos;t be read.</source>
        <translation>Der Ton dieses Videos konnte nicht gelesen werden.</translation>
    </message>
    <message numerus="yes">
        <source>The chapter is already in the note.|All %n chapters are already in the note.</source>
        <translation>
            <numerusform>Das Kapitel ist bereits in der Notiz.</numerusform>
            <numerusform>Alle %n Kapitel sind bereits in der Notiz.</numerusform>
        </translation>
    </message>
    <message>
        <source>The chapters can&apos;t be added at the end of this note.</source>
        <translation>Die Kapitel können am Ende dieser Notiz nicht eingefügt werden.</translation>
    </message>
    <message>
        <source>The check stopped unexpectedly.</source>
        <translation>Die Prüfung wurde unerwartet beendet.</translation>
    </message>
    <message>
        <source>The claim is probably said at another time.</source>
        <translation>Die Aussage wurde wahrscheinlich zu einer anderen Zeit gesagt.</translation>
    </message>
    <message>
        <source>The clipboard has no text.</source>
        <translation>Die Zwischenablage enthält keinen Text.</translation>
    </message>
    <message>
        <source>The colours “{0}” can&apos;t be used: {1}</source>
        <translation>Das Farbschema „{0}“ kann nicht verwendet werden: {1}</translation>
    </message>
    <message>
        <source>The computer may be out of memory.</source>
        <translation>Vielleicht reicht der Arbeitsspeicher nicht.</translation>
    </message>
    <message>
        <source>The downloaded video can&apos;t be played: {0}.</source>
        <translation>Das heruntergeladene Video kann nicht abgespielt werden: {0}.</translation>
    </message>
    <message>
        <source>The end must be after the start ({0}).</source>
        <translation>Das Ende muss nach dem Anfang liegen ({0}).</translation>
    </message>
    <message>
        <source>The end of the downloaded video is missing.</source>
        <translation>Das Ende des heruntergeladenen Videos fehlt.</translation>
    </message>
    <message>
        <source>The file is created when you type.</source>
        <translation>Die Datei wird beim Tippen erstellt.</translation>
    </message>
    <message>
        <source>The file is not valid UTF-8.</source>
        <translation>Die Datei ist kein gültiges UTF-8.</translation>
    </message>
    <message>
        <source>The first {0} places; there are more.</source>
        <translation>Die ersten {0} Stellen; es gibt weitere.</translation>
    </message>
    <message>
        <source>The folder can&apos;t be made: {0}.</source>
        <translation>Der Ordner kann nicht angelegt werden: {0}.</translation>
    </message>
    <message>
        <source>The folder of saved videos can&apos;t be written to.</source>
        <translation>Der Ordner der gespeicherten Videos kann nicht beschrieben werden.</translation>
    </message>
    <message>
        <source>The frame can&apos;t be shown here. It is saved in “{0}”.</source>
        <translation>Das Standbild kann hier nicht angezeigt werden. Es ist in „{0}“ gespeichert.</translation>
    </message>
    <message>
        <source>The front matter is not valid YAML: {0}</source>
        <translation>Das Frontmatter ist kein gültiges YAML: {0}</translation>
    </message>
    <message>
        <source>The front matter is too long.</source>
        <translation>Das Frontmatter ist zu lang.</translation>
    </message>
    <message>
        <source>The list has no videos.</source>
        <translation>Die Liste enthält keine Videos.</translation>
    </message>
    <message>
        <source>The loop end must be after its start.</source>
        <translation>Das Schleifenende muss nach dem Anfang liegen.</translation>
    </message>
    <message>
        <source>The mark extends beyond the frame.</source>
        <translation>Die Markierung reicht über das Bild hinaus.</translation>
    </message>
    <message>
        <source>The model couldn&apos;t be downloaded: {0}</source>
        <translation>Das Modell konnte nicht heruntergeladen werden: {0}</translation>
    </message>
    <message>
        <source>The model in {0} can&apos;t be read: {1}.</source>
        <translation>Das Modell in {0} kann nicht gelesen werden: {1}.</translation>
    </message>
    <message>
        <source>The model in {0} is incomplete: {1} missing.</source>
        <translation>Das Modell in {0} ist unvollständig: Es fehlt {1}.</translation>
    </message>
    <message>
        <source>The model {0} does not know the language “{1}”.</source>
        <translation>Das Modell {0} kennt die Sprache „{1}“ nicht.</translation>
    </message>
    <message>
        <source>The model {0} only knows English and can&apos;t translate.</source>
        <translation>Das Modell {0} kennt nur Englisch und kann nicht übersetzen.</translation>
    </message>
    <message>
        <source>The model “{0}” is not on this computer ({1} MB).</source>
        <translation>Das Modell „{0}“ ist nicht auf diesem Computer ({1}&#xa0;MB).</translation>
    </message>
    <message>
        <source>The newest {0} can&apos;t be downloaded: {1}</source>
        <translation>Die neueste Version von {0} kann nicht heruntergeladen werden: {1}</translation>
    </message>
    <message>
        <source>The note as it is printed. Its timestamps are links.</source>
        <translation>Die Notiz, wie sie gedruckt wird. Ihre Zeitstempel sind Links.</translation>
    </message>
    <message>
        <source>The note can&apos;t be renamed: {0}.</source>
        <translation>Die Notiz kann nicht umbenannt werden: {0}.</translation>
    </message>
    <message>
        <source>The note changed on disk; both changes were merged.</source>
        <translation>Die Notiz wurde auf dem Datenträger geändert; beide Änderungen wurden zusammengeführt.</translation>
    </message>
    <message>
        <source>The note has changed. Try again.</source>
        <translation>Die Notiz hat sich geändert. Erneut versuchen.</translation>
    </message>
    <message>
        <source>The note in this link was not found: {0}</source>
        <translation>Die Notiz in diesem Link wurde nicht gefunden: {0}</translation>
    </message>
    <message>
        <source>The note is not in time order.</source>
        <translation>Die Notiz ist nicht zeitlich geordnet.</translation>
    </message>
    <message>
        <source>The note is saved as “{0}” in {1}.</source>
        <translation>Die Notiz wird als „{0}“ in {1} gespeichert.</translation>
    </message>
    <message>
        <source>The note links to this file.</source>
        <translation>Die Notiz verweist auf diese Datei.</translation>
    </message>
    <message>
        <source>The note links to “{0}”</source>
        <translation>Die Notiz nennt „{0}“.</translation>
    </message>
    <message>
        <source>The note was changed and is being checked again.</source>
        <translation>Die Notiz wurde geändert und wird erneut geprüft.</translation>
    </message>
    <message>
        <source>The previous frame is still being added.</source>
        <translation>Das vorherige Standbild wird noch eingefügt.</translation>
    </message>
    <message>
        <source>The range ends before it starts</source>
        <translation>Die Zeitspanne endet vor ihrem Anfang</translation>
    </message>
    <message>
        <source>The range ends before it starts, or past the end of the video.</source>
        <translation>Die Zeitspanne endet vor ihrem Anfang oder hinter dem Ende des Videos.</translation>
    </message>
    <message>
        <source>The range ends past the end of the video</source>
        <translation>Die Zeitspanne endet hinter dem Ende des Videos</translation>
    </message>
    <message>
        <source>The same lines were changed twice</source>
        <translation>Dieselben Zeilen wurden zweimal geändert</translation>
    </message>
    <message>
        <source>The search index can&apos;t be read: {0}.</source>
        <translation>Der Suchindex kann nicht gelesen werden: {0}.</translation>
    </message>
    <message>
        <source>The search index can&apos;t be saved: {0}.</source>
        <translation>Der Suchindex kann nicht gespeichert werden: {0}.</translation>
    </message>
    <message>
        <source>The site asks you to sign in to watch this video.</source>
        <translation>Die Website verlangt für dieses Video eine Anmeldung.</translation>
    </message>
    <message>
        <source>The site has changed, and this version of yt-dlp can&apos;t read it yet.</source>
        <translation>Die Website hat sich geändert, und diese Version von yt-dlp kann sie noch nicht lesen.</translation>
    </message>
    <message>
        <source>The site now sends a different file under the same name.</source>
        <translation>Die Website sendet unter demselben Namen jetzt eine andere Datei.</translation>
    </message>
    <message>
        <source>The site only allows playing this video from the start.</source>
        <translation>Die Website erlaubt nur, dieses Video von Anfang an abzuspielen.</translation>
    </message>
    <message>
        <source>The site sends this video in pieces that can&apos;t be streamed.</source>
        <translation>Die Website sendet dieses Video in Teilen, die nicht gestreamt werden können.</translation>
    </message>
    <message>
        <source>The subtitles are too long.</source>
        <translation>Die Untertitel sind zu lang.</translation>
    </message>
    <message>
        <source>The template for new notes can&apos;t be used: {0}</source>
        <translation>Die Vorlage für neue Notizen kann nicht verwendet werden: {0}</translation>
    </message>
    <message>
        <source>The time in the note can&apos;t be played.</source>
        <translation>Die notierte Zeit kann nicht abgespielt werden.</translation>
    </message>
    <message>
        <source>The time is past the end of the video.</source>
        <translation>Die Zeit liegt hinter dem Ende des Videos.</translation>
    </message>
    <message>
        <source>The time shown is not the time that plays.</source>
        <translation>Es wird eine andere Zeit angezeigt, als abgespielt wird.</translation>
    </message>
    <message>
        <source>The timestamps couldn&apos;t be checked. The crash log says why.</source>
        <translation>Die Zeitstempel konnten nicht geprüft werden. Den Grund nennt das Absturzprotokoll.</translation>
    </message>
    <message>
        <source>The timestamps of this note are for another video.</source>
        <translation>Die Zeitstempel dieser Notiz gehören zu einem anderen Video.</translation>
    </message>
    <message>
        <source>The transcript appears here as it is made, starting at the current time.</source>
        <translation>Das Transkript erscheint hier, während es entsteht, beginnend bei der aktuellen Zeit.</translation>
    </message>
    <message>
        <source>The transcript can&apos;t be added here.</source>
        <translation>Das Transkript kann hier nicht eingefügt werden.</translation>
    </message>
    <message>
        <source>The transcript can&apos;t confirm any timestamp.</source>
        <translation>Das Transkript kann keinen Zeitstempel bestätigen.</translation>
    </message>
    <message>
        <source>The transcript confirms it.</source>
        <translation>Das Transkript bestätigt es.</translation>
    </message>
    <message numerus="yes">
        <source>The transcript confirms the timestamp.|The transcript confirms all %n timestamps.</source>
        <translation>
            <numerusform>Das Transkript bestätigt den Zeitstempel.</numerusform>
            <numerusform>Das Transkript bestätigt alle %n Zeitstempel.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The transcript confirms {0} of {1} timestamps; it can&apos;t confirm the other one.|The transcript confirms {0} of {1} timestamps; it can&apos;t confirm the others.</source>
        <translation>
            <numerusform>Das Transkript bestätigt {0} von {1} Zeitstempeln; den anderen kann es nicht bestätigen.</numerusform>
            <numerusform>Das Transkript bestätigt {0} von {1} Zeitstempeln; die anderen kann es nicht bestätigen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The transcript does not match the note</source>
        <translation>Das Transkript passt nicht zur Notiz</translation>
    </message>
    <message>
        <source>The transcript is damaged or nearly empty</source>
        <translation>Das Transkript ist beschädigt oder fast leer</translation>
    </message>
    <message>
        <source>The transcript is for a different cut of the video</source>
        <translation>Das Transkript gehört zu einer anderen Fassung des Videos</translation>
    </message>
    <message>
        <source>The transcript is in another language</source>
        <translation>Das Transkript ist in einer anderen Sprache</translation>
    </message>
    <message>
        <source>The transcript is not shifted.</source>
        <translation>Das Transkript ist nicht verschoben.</translation>
    </message>
    <message>
        <source>The transcript neither confirms nor contradicts it.</source>
        <translation>Das Transkript bestätigt es nicht und widerspricht ihm nicht.</translation>
    </message>
    <message>
        <source>The transcript was for a different cut of the video: {0}.</source>
        <translation>Das Transkript gehörte zu einer anderen Fassung des Videos: {0}.</translation>
    </message>
    <message>
        <source>The vault is being indexed for the first time.</source>
        <translation>Der Vault wird zum ersten Mal indiziert.</translation>
    </message>
    <message>
        <source>The video came without a picture, so it was not saved.</source>
        <translation>Das Video kam ohne Bild an und wurde nicht gespeichert.</translation>
    </message>
    <message>
        <source>The video came without audio, so it was not saved.</source>
        <translation>Das Video kam ohne Ton an und wurde nicht gespeichert.</translation>
    </message>
    <message>
        <source>The video couldn&apos;t be downloaded.</source>
        <translation>Das Video konnte nicht heruntergeladen werden.</translation>
    </message>
    <message>
        <source>The video couldn&apos;t be saved.</source>
        <translation>Das Video konnte nicht gespeichert werden.</translation>
    </message>
    <message>
        <source>The video has not premiered yet.</source>
        <translation>Die Premiere des Videos steht noch aus.</translation>
    </message>
    <message>
        <source>The video is live.</source>
        <translation>Das Video ist ein Livestream.</translation>
    </message>
    <message>
        <source>The video resumes when you stop typing.</source>
        <translation>Das Video läuft nach dem Tippen weiter.</translation>
    </message>
    <message>
        <source>The videos of these notes are already being transcribed.</source>
        <translation>Die Videos dieser Notizen werden bereits transkribiert.</translation>
    </message>
    <message>
        <source>The videos of these notes are not on this computer. Save them for offline first.</source>
        <translation>Die Videos dieser Notizen sind nicht auf diesem Computer. Zuerst offline speichern.</translation>
    </message>
    <message>
        <source>There are no safe fixes.</source>
        <translation>Es gibt keine sicheren Korrekturen.</translation>
    </message>
    <message>
        <source>There are no suggestions now.</source>
        <translation>Gerade gibt es keine Vorschläge.</translation>
    </message>
    <message>
        <source>There is a problem with the transcript. See the Problems tab.</source>
        <translation>Mit dem Transkript gibt es ein Problem. Siehe Tab „Probleme“.</translation>
    </message>
    <message>
        <source>There is markup inside this match. Edit it in source mode.</source>
        <translation>Dieser Treffer enthält Formatierung. Im Quelltextmodus bearbeiten.</translation>
    </message>
    <message>
        <source>There is no block “{0}” here.</source>
        <translation>Hier gibt es keinen Block „{0}“.</translation>
    </message>
    <message>
        <source>There is no heading “{0}” here.</source>
        <translation>Hier gibt es keine Überschrift „{0}“.</translation>
    </message>
    <message>
        <source>There is no picture “{0}”</source>
        <translation>Es gibt kein Bild „{0}“</translation>
    </message>
    <message>
        <source>There is no suggested time here.</source>
        <translation>Hier gibt es keine vorgeschlagene Zeit.</translation>
    </message>
    <message>
        <source>There is no suggestion {0} here.</source>
        <translation>Hier gibt es keinen Vorschlag {0}.</translation>
    </message>
    <message>
        <source>There is not enough disk space.</source>
        <translation>Es ist nicht genug Speicherplatz frei.</translation>
    </message>
    <message>
        <source>There is nothing to replace.</source>
        <translation>Es gibt nichts zu ersetzen.</translation>
    </message>
    <message>
        <source>There is nowhere to go back to.</source>
        <translation>Es gibt keine Stelle zum Zurückspringen.</translation>
    </message>
    <message>
        <source>There is nowhere to go forward to.</source>
        <translation>Es gibt keine Stelle zum Vorwärtsspringen.</translation>
    </message>
    <message>
        <source>These files couldn&apos;t be restored yet: {0}.</source>
        <translation>Diese Dateien konnten noch nicht wiederhergestellt werden: {0}.</translation>
    </message>
    <message>
        <source>These lines were deleted.</source>
        <translation>Diese Zeilen wurden gelöscht.</translation>
    </message>
    <message>
        <source>These notes have no online videos.</source>
        <translation>Diese Notizen haben keine Online-Videos.</translation>
    </message>
    <message>
        <source>These notes have no videos left to save.</source>
        <translation>Alle Videos dieser Notizen sind schon gespeichert.</translation>
    </message>
    <message>
        <source>This action does not exist.</source>
        <translation>Diesen Befehl gibt es nicht.</translation>
    </message>
    <message>
        <source>This affects several timestamps. Fix all or ignore all.</source>
        <translation>Dieses Problem umfasst mehrere Zeiten: alle korrigieren oder alle beibehalten.</translation>
    </message>
    <message>
        <source>This can&apos;t be saved to {0}. It will be forgotten when Cuenote is closed.</source>
        <translation>Das kann nicht in {0} gespeichert werden und geht beim Schließen von Cuenote verloren.</translation>
    </message>
    <message>
        <source>This claim is about another video.</source>
        <translation>Diese Aussage gehört zu einem anderen Video.</translation>
    </message>
    <message>
        <source>This file is not valid UTF-8, so it can&apos;t be edited.</source>
        <translation>Diese Datei ist kein gültiges UTF-8 und kann nicht bearbeitet werden.</translation>
    </message>
    <message>
        <source>This folder is not indexed.</source>
        <translation>Dieser Ordner ist nicht indiziert.</translation>
    </message>
    <message>
        <source>This is a playlist or channel. Next, choose its videos.</source>
        <translation>Das ist eine Playlist oder ein Kanal. Als Nächstes Videos auswählen.</translation>
    </message>
    <message>
        <source>This is a transcript. Open the note of its video, then drop it there.</source>
        <translation>Das ist ein Transkript. Zuerst die Notiz zu seinem Video öffnen, dann hierher ziehen.</translation>
    </message>
    <message>
        <source>This is at {0}, but no video is open.</source>
        <translation>Diese Stelle ist bei {0}, aber kein Video ist geöffnet.</translation>
    </message>
    <message>
        <source>This is not a key.</source>
        <translation>Das ist keine Taste.</translation>
    </message>
    <message>
        <source>This is not a note: notes are text files, mostly Markdown.</source>
        <translation>Das ist keine Notiz: Notizen sind Textdateien, meist Markdown.</translation>
    </message>
    <message>
        <source>This is the URL of a list of videos.</source>
        <translation>Das ist die URL einer Liste von Videos.</translation>
    </message>
    <message>
        <source>This link can&apos;t be updated.</source>
        <translation>Dieser Link kann nicht aktualisiert werden.</translation>
    </message>
    <message>
        <source>This link could mean several notes, so it is not updated.</source>
        <translation>Dieser Link könnte mehrere Notizen meinen; er wird nicht aktualisiert.</translation>
    </message>
    <message>
        <source>This link has no video: {0}</source>
        <translation>Dieser Link hat kein Video: {0}</translation>
    </message>
    <message>
        <source>This link is also part of a playlist.</source>
        <translation>Dieser Link gehört auch zu einer Playlist.</translation>
    </message>
    <message>
        <source>This link leads out of the vault.</source>
        <translation>Dieser Link führt aus dem Vault hinaus.</translation>
    </message>
    <message>
        <source>This link led nowhere; it will lead to this note.</source>
        <translation>Dieser Link führte ins Leere; er wird zu dieser Notiz führen.</translation>
    </message>
    <message>
        <source>This name is too long.</source>
        <translation>Dieser Name ist zu lang.</translation>
    </message>
    <message>
        <source>This needs the video on this computer.</source>
        <translation>Dazu muss das Video auf diesem Computer sein.</translation>
    </message>
    <message>
        <source>This note</source>
        <translation>Diese Notiz</translation>
    </message>
    <message>
        <source>This note can&apos;t be read, so its links are not updated.</source>
        <translation>Diese Notiz kann nicht gelesen werden; ihre Links werden nicht aktualisiert.</translation>
    </message>
    <message>
        <source>This note has a line of {0} bytes, too long to be shown as source.</source>
        <translation>Diese Notiz hat eine Zeile mit {0} Bytes, zu lang für den Quelltextmodus.</translation>
    </message>
    <message>
        <source>This note has changed, and the result is no longer in it.</source>
        <translation>Diese Notiz hat sich geändert, und das Ergebnis steht nicht mehr darin.</translation>
    </message>
    <message>
        <source>This note has no file yet. Start typing to create it.</source>
        <translation>Diese Notiz hat noch keine Datei. Sie wird beim Tippen erstellt.</translation>
    </message>
    <message>
        <source>This note has no headings.</source>
        <translation>Diese Notiz hat keine Überschriften.</translation>
    </message>
    <message>
        <source>This note has no links.</source>
        <translation>Diese Notiz hat keine Links.</translation>
    </message>
    <message>
        <source>This note has no online video.</source>
        <translation>Diese Notiz hat kein Online-Video.</translation>
    </message>
    <message>
        <source>This note has no other video.</source>
        <translation>Diese Notiz hat kein anderes Video.</translation>
    </message>
    <message>
        <source>This note has no timestamps yet.</source>
        <translation>Diese Notiz hat noch keine Zeitstempel.</translation>
    </message>
    <message>
        <source>This note has no video to link to.</source>
        <translation>Diese Notiz hat kein Video für einen Link.</translation>
    </message>
    <message>
        <source>This note has no video.</source>
        <translation>Diese Notiz hat kein Video.</translation>
    </message>
    <message>
        <source>This note has nothing to print.</source>
        <translation>In dieser Notiz gibt es nichts zu drucken.</translation>
    </message>
    <message>
        <source>This note is a link to a file. It can be renamed, but not moved.</source>
        <translation>Diese Notiz ist eine Verknüpfung mit einer Datei. Sie kann umbenannt, aber nicht verschoben werden.</translation>
    </message>
    <message>
        <source>This note is empty.</source>
        <translation>Diese Notiz ist leer.</translation>
    </message>
    <message>
        <source>This note is read-only.</source>
        <translation>Diese Notiz ist schreibgeschützt.</translation>
    </message>
    <message>
        <source>This note is too large for a page, so it is shown as source. Ctrl+click a time to go there.</source>
        <translation>Diese Notiz ist für eine Seite zu groß und wird daher als Quelltext gezeigt. Strg+Klick auf eine Zeit springt dorthin.</translation>
    </message>
    <message>
        <source>This note is too long to print. Export it as PDF and print that.</source>
        <translation>Diese Notiz ist zum Drucken zu lang. Als PDF exportieren und das PDF drucken.</translation>
    </message>
    <message>
        <source>This note now plays “{0}”. The note itself is unchanged.</source>
        <translation>Diese Notiz spielt jetzt „{0}“ ab. Die Notiz selbst ist unverändert.</translation>
    </message>
    <message numerus="yes">
        <source>This note|All %n notes</source>
        <translation>
            <numerusform>Diese Notiz</numerusform>
            <numerusform>Alle %n Notizen</numerusform>
        </translation>
    </message>
    <message>
        <source>This regular expression isn&apos;t valid: {0}.</source>
        <translation>Dieser reguläre Ausdruck ist ungültig: {0}.</translation>
    </message>
    <message>
        <source>This takes a few seconds.</source>
        <translation>Das dauert einige Sekunden.</translation>
    </message>
    <message>
        <source>This text can&apos;t be changed.</source>
        <translation>Dieser Text kann nicht geändert werden.</translation>
    </message>
    <message>
        <source>This text has {0} bytes, too many to edit in place.</source>
        <translation>Dieser Text hat {0} Bytes, zu viele zum Bearbeiten an Ort und Stelle.</translation>
    </message>
    <message>
        <source>This time is not in the video.</source>
        <translation>Diese Zeit liegt nicht im Video.</translation>
    </message>
    <message>
        <source>This time isn&apos;t ambiguous.</source>
        <translation>Diese Zeit lässt sich nur auf eine Weise lesen.</translation>
    </message>
    <message>
        <source>This timestamp can&apos;t hold a mark. Convert it to an anchor first.</source>
        <translation>Dieser Zeitstempel kann keine Markierung enthalten. Zuerst in einen Anker umwandeln.</translation>
    </message>
    <message>
        <source>This timestamp format can&apos;t hold an end time.</source>
        <translation>Dieses Zeitstempelformat kann keine Endzeit enthalten.</translation>
    </message>
    <message>
        <source>This timestamp has no end time.</source>
        <translation>Dieser Zeitstempel hat keine Endzeit.</translation>
    </message>
    <message>
        <source>This timestamp is for “{0}”. Switch to that video first.</source>
        <translation>Dieser Zeitstempel gehört zu „{0}“. Zuerst zu diesem Video wechseln.</translation>
    </message>
    <message>
        <source>This transcript can&apos;t be read</source>
        <translation>Dieses Transkript kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>This video has no chapters.</source>
        <translation>Dieses Video hat keine Kapitel.</translation>
    </message>
    <message>
        <source>This video has no transcript.</source>
        <translation>Dieses Video hat kein Transkript.</translation>
    </message>
    <message>
        <source>This video has subtitles, which are shown first.</source>
        <translation>Dieses Video hat Untertitel, die Vorrang haben.</translation>
    </message>
    <message>
        <source>This video is already being transcribed.</source>
        <translation>Dieses Video wird bereits transkribiert.</translation>
    </message>
    <message>
        <source>This video is already saved.</source>
        <translation>Dieses Video ist bereits gespeichert.</translation>
    </message>
    <message>
        <source>This video is not open.</source>
        <translation>Dieses Video ist nicht geöffnet.</translation>
    </message>
    <message>
        <source>This video is only available when you&apos;re signed in. Sign in to the site with your browser; Cuenote can then send that browser&apos;s cookies to the site, and to nobody else, while it saves videos.

The site sees your account. If the cookies can&apos;t be read, close the browser. You can turn this off in Preferences.</source>
        <translation>Dieses Video ist nur nach einer Anmeldung verfügbar. Melden Sie sich mit Ihrem Browser bei der Website an; dann kann Cuenote beim Speichern von Videos die Cookies dieses Browsers an die Website senden und an niemanden sonst.

Die Website sieht Ihr Konto. Wenn die Cookies nicht gelesen werden können, schließen Sie den Browser. In den Einstellungen lässt sich das wieder abschalten.</translation>
    </message>
    <message>
        <source>This video is saved. Missing: {0}</source>
        <translation>Dieses Video ist gespeichert. Es fehlt: {0}</translation>
    </message>
    <message>
        <source>This video is streamed; it has no file.</source>
        <translation>Dieses Video wird gestreamt; es hat keine Datei.</translation>
    </message>
    <message>
        <source>Time in note, read another way</source>
        <translation>Die notierte Zeit, anders gelesen</translation>
    </message>
    <message>
        <source>Time in note, read as mm:ss</source>
        <translation>Die notierte Zeit, als mm:ss gelesen</translation>
    </message>
    <message>
        <source>Time in note, without the hour</source>
        <translation>Die notierte Zeit ohne die Stunde</translation>
    </message>
    <message>
        <source>Time needed: not known yet.</source>
        <translation>Dauer: noch nicht bekannt.</translation>
    </message>
    <message>
        <source>Time set: {0}</source>
        <translation>Zeit geändert: {0}</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>Timestamp</source>
        <translation>Zeitstempel</translation>
    </message>
    <message>
        <source>Timestamp format</source>
        <translation>Format für Zeitstempel</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Title cards</source>
        <comment>question</comment>
        <translation>Titeltafeln</translation>
    </message>
    <message>
        <source>To transcribe this video, save it for offline first.</source>
        <translation>Zum Transkribieren dieses Video zuerst offline speichern.</translation>
    </message>
    <message>
        <source>Toggle note list</source>
        <translation>Notizliste ein-/ausblenden</translation>
    </message>
    <message>
        <source>Toggle video</source>
        <translation>Video ein-/ausblenden</translation>
    </message>
    <message>
        <source>Too many requests from your connection.</source>
        <translation>Zu viele Anfragen von Ihrer Verbindung.</translation>
    </message>
    <message>
        <source>Tour</source>
        <translatorcomment>same</translatorcomment>
        <translation>Tour</translation>
    </message>
    <message>
        <source>Transcribe a video, save one with its subtitles, or put .vtt or .srt files next to notes.</source>
        <translation>Ein Video transkribieren, eines mit Untertiteln speichern oder .vtt- oder .srt-Dateien neben Notizen legen.</translation>
    </message>
    <message>
        <source>Transcribe the video on this computer, or choose a file ({0}).</source>
        <translation>Das Video auf diesem Computer transkribieren oder eine Datei auswählen ({0}).</translation>
    </message>
    <message numerus="yes">
        <source>Transcribe this video?|Transcribe %n videos?</source>
        <translation>
            <numerusform>Dieses Video transkribieren?</numerusform>
            <numerusform>%n Videos transkribieren?</numerusform>
        </translation>
    </message>
    <message>
        <source>Transcribe videos of selected notes…</source>
        <translation>Videos ausgewählter Notizen transkribieren&#xa0;…</translation>
    </message>
    <message>
        <source>Transcribe video…</source>
        <translation>Video transkribieren&#xa0;…</translation>
    </message>
    <message>
        <source>Transcribed</source>
        <translation>Transkribiert</translation>
    </message>
    <message>
        <source>Transcribed here with {0}</source>
        <translation>Hier transkribiert mit {0}</translation>
    </message>
    <message>
        <source>Transcribed “{0}”.</source>
        <translation>„{0}“ transkribiert.</translation>
    </message>
    <message>
        <source>Transcribe…</source>
        <translation>Transkribieren&#xa0;…</translation>
    </message>
    <message>
        <source>Transcribing</source>
        <translation>Wird transkribiert</translation>
    </message>
    <message numerus="yes">
        <source>Transcribing 1 video…|Transcribing %n videos…</source>
        <translation>
            <numerusform>1 Video wird transkribiert&#xa0;…</numerusform>
            <numerusform>%n Videos werden transkribiert&#xa0;…</numerusform>
        </translation>
    </message>
    <message>
        <source>Transcribing needs {0}, which is not on this computer.</source>
        <translation>Zum Transkribieren wird {0} benötigt, ist aber nicht installiert.</translation>
    </message>
    <message>
        <source>Transcribing paused</source>
        <translation>Transkribieren pausiert</translation>
    </message>
    <message>
        <source>Transcribing stopped unexpectedly.</source>
        <translation>Das Transkribieren wurde unerwartet beendet.</translation>
    </message>
    <message>
        <source>Transcript</source>
        <translation>Transkript</translation>
    </message>
    <message>
        <source>Transcript added.</source>
        <translation>Transkript eingefügt.</translation>
    </message>
    <message>
        <source>Transcript deleted.</source>
        <translation>Transkript gelöscht.</translation>
    </message>
    <message>
        <source>Transcript paragraph</source>
        <translation>Absatz des Transkripts</translation>
    </message>
    <message>
        <source>Transcript shifted.</source>
        <translation>Transkript verschoben.</translation>
    </message>
    <message>
        <source>Transcript, claims or problems</source>
        <translation>Transkript, Aussagen oder Probleme</translation>
    </message>
    <message>
        <source>Transcripts</source>
        <translation>Transkripte</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Try again later, or open the video in the browser.</source>
        <translation>Später erneut versuchen oder das Video im Browser öffnen.</translation>
    </message>
    <message>
        <source>Try again. If it keeps happening, something on your network is changing downloads.</source>
        <translation>Erneut versuchen. Wenn es immer wieder geschieht, werden Downloads in Ihrem Netzwerk verändert.</translation>
    </message>
    <message>
        <source>Try another copy of the video, or another format.</source>
        <translation>Eine andere Kopie des Videos oder ein anderes Format versuchen.</translation>
    </message>
    <message>
        <source>Try another suffix, such as .mkv.</source>
        <translation>Andere Endung versuchen, etwa .mkv.</translation>
    </message>
    <message>
        <source>Turn off animations</source>
        <translation>Animationen ausschalten</translation>
    </message>
    <message>
        <source>Turn typed times into timestamps</source>
        <translation>Getippte Zeiten in Zeitstempel umwandeln</translation>
    </message>
    <message>
        <source>Type a name.</source>
        <translation>Einen Namen eingeben.</translation>
    </message>
    <message>
        <source>Type a time first.</source>
        <translation>Zuerst eine Zeit eingeben.</translation>
    </message>
    <message>
        <source>Type something first: there is no file yet.</source>
        <translation>Zuerst etwas tippen: Es gibt noch keine Datei.</translation>
    </message>
    <message>
        <source>Type the words to find.</source>
        <translation>Suchwörter eingeben.</translation>
    </message>
    <message>
        <source>Type “{0}”</source>
        <extracomment>What was typed, as Undo names it.</extracomment>
        <translation>„{0}“ eingeben</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undo the shift</source>
        <translation>Verschiebung rückgängig machen</translation>
    </message>
    <message>
        <source>Undone: {0}</source>
        <translation>Rückgängig gemacht: {0}</translation>
    </message>
    <message>
        <source>Unfinished  ·  {0} saved</source>
        <translation>Unfertig  ·  {0} gespeichert</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>Ungültig</translation>
    </message>
    <message>
        <source>Unsaved text found</source>
        <translation>Nicht gespeicherter Text gefunden</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>Unsicher</translation>
    </message>
    <message>
        <source>Update yt-dlp</source>
        <translation>yt-dlp aktualisieren</translation>
    </message>
    <message>
        <source>Update yt-dlp (in a terminal: `cuenote save --update`), then try again.</source>
        <translation>yt-dlp aktualisieren (im Terminal: `cuenote save --update`), dann erneut versuchen.</translation>
    </message>
    <message>
        <source>Updated yt-dlp to {0}.</source>
        <translation>yt-dlp auf {0} aktualisiert.</translation>
    </message>
    <message>
        <source>Updating yt-dlp…</source>
        <translation>yt-dlp wird aktualisiert&#xa0;…</translation>
    </message>
    <message>
        <source>Use cookies and try again</source>
        <translation>Cookies verwenden und erneut versuchen</translation>
    </message>
    <message>
        <source>Use its code, such as en or de.</source>
        <translation>Den Sprachcode angeben, etwa en oder de.</translation>
    </message>
    <message>
        <source>Use subtitles</source>
        <translation>Untertitel verwenden</translation>
    </message>
    <message>
        <source>Use these</source>
        <translation>Auswahl übernehmen</translation>
    </message>
    <message>
        <source>Use {0}</source>
        <translation>{0} verwenden</translation>
    </message>
    <message>
        <source>Use {0}.</source>
        <translation>{0} verwenden.</translation>
    </message>
    <message>
        <source>Use “{0}” as the transcript</source>
        <translation>„{0}“ als Transkript verwenden</translation>
    </message>
    <message>
        <source>Use “{0}” for:</source>
        <translation>„{0}“ verwenden für:</translation>
    </message>
    <message>
        <source>Use “{0}” in this note</source>
        <translation>„{0}“ in dieser Notiz verwenden</translation>
    </message>
    <message>
        <source>Use “{0}”…</source>
        <translation>„{0}“ verwenden&#xa0;…</translation>
    </message>
    <message>
        <source>Used when no note is open.</source>
        <translation>Gilt, wenn keine Notiz geöffnet ist.</translation>
    </message>
    <message>
        <source>Uses the Hunspell dictionaries on this computer.</source>
        <translation>Verwendet die Hunspell-Wörterbücher auf diesem Computer.</translation>
    </message>
    <message>
        <source>VLC can&apos;t play “{0}”</source>
        <translation>VLC kann „{0}“ nicht abspielen</translation>
    </message>
    <message>
        <source>VLC is installed but can&apos;t be loaded</source>
        <translation>VLC ist installiert, kann aber nicht geladen werden</translation>
    </message>
    <message>
        <source>VLC is installed, but its plugins are not</source>
        <translation>VLC ist installiert, seine Plugins aber nicht</translation>
    </message>
    <message>
        <source>VLC is not installed</source>
        <translation>VLC ist nicht installiert</translation>
    </message>
    <message>
        <source>Vault</source>
        <translatorcomment>same</translatorcomment>
        <translation>Vault</translation>
    </message>
    <message>
        <source>Vault options</source>
        <translation>Optionen des Vaults</translation>
    </message>
    <message>
        <source>Video</source>
        <translatorcomment>same</translatorcomment>
        <translation>Video</translation>
    </message>
    <message>
        <source>Video and audio</source>
        <translation>Video und Audio</translation>
    </message>
    <message>
        <source>Video in separate window</source>
        <translation>Video in eigenem Fenster</translation>
    </message>
    <message>
        <source>Video not found</source>
        <translation>Video nicht gefunden</translation>
    </message>
    <message>
        <source>Video: {0}</source>
        <translatorcomment>same</translatorcomment>
        <translation>Video: {0}</translation>
    </message>
    <message>
        <source>Videos can&apos;t be saved as “{0}”.</source>
        <translation>Videos können nicht als „{0}“ gespeichert werden.</translation>
    </message>
    <message>
        <source>Videos of the list</source>
        <translation>Videos der Liste</translation>
    </message>
    <message>
        <source>Videos that are not on this computer play from the web as soon as their note opens.</source>
        <translation>Videos, die nicht auf diesem Computer sind, werden aus dem Web abgespielt, sobald ihre Notiz geöffnet wird.</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Lautstärke</translation>
    </message>
    <message>
        <source>Volume {percent} %</source>
        <translation>Lautstärke {percent}&#xa0;%</translation>
    </message>
    <message>
        <source>Wait up to an hour, then try again.</source>
        <translation>Bis zu einer Stunde warten, dann erneut versuchen.</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Waiting for another export.</source>
        <translation>Wartet auf einen anderen Export.</translation>
    </message>
    <message>
        <source>Waiting for the network…</source>
        <translation>Wartet auf das Netzwerk&#xa0;…</translation>
    </message>
    <message>
        <source>Waiting to transcribe</source>
        <translation>Wartet auf Transkription</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>Zum Ansehen</translation>
    </message>
    <message>
        <source>Waveform</source>
        <translation>Wellenform</translation>
    </message>
    <message>
        <source>Web Annotations (JSON-LD)</source>
        <translation>Web-Annotationen (JSON-LD)</translation>
    </message>
    <message>
        <source>Web Annotations: the W3C&apos;s format for such notes.</source>
        <translation>Web-Annotationen: das Format des W3C für solche Notizen.</translation>
    </message>
    <message>
        <source>Web page</source>
        <translation>Webseite</translation>
    </message>
    <message>
        <source>Web page with pictures and clips</source>
        <translation>Webseite mit Bildern und Clips</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>What is finished is kept. Start it again; if it fails again, choose a smaller model.</source>
        <translation>Was fertig ist, bleibt erhalten. Erneut starten; schlägt es wieder fehl, ein kleineres Modell auswählen.</translation>
    </message>
    <message>
        <source>Where is this said?</source>
        <translation>Wo wird das gesagt?</translation>
    </message>
    <message>
        <source>While you read, letters are shortcuts. Off: only with Alt.</source>
        <translation>Beim Lesen sind Buchstaben Tastenkürzel. Aus: nur mit Alt.</translation>
    </message>
    <message>
        <source>While you type, this key types text.</source>
        <translation>Beim Schreiben gibt diese Taste Text ein.</translation>
    </message>
    <message numerus="yes">
        <source>Whole note|Whole notes</source>
        <translation>
            <numerusform>Ganze Notiz</numerusform>
            <numerusform>Ganze Notizen</numerusform>
        </translation>
    </message>
    <message>
        <source>Whole words</source>
        <translation>Ganze Wörter</translation>
    </message>
    <message>
        <source>Wikilink to a file</source>
        <translation>Wikilink zu einer Datei</translation>
    </message>
    <message>
        <source>With end time</source>
        <translation>Mit Endzeit</translation>
    </message>
    <message>
        <source>With most of the words</source>
        <translation>Mit den meisten der Wörter</translation>
    </message>
    <message>
        <source>With picture</source>
        <translation>Mit Bild</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Write anyway</source>
        <translation>Trotzdem schreiben</translation>
    </message>
    <message>
        <source>Write here</source>
        <translation>Hier schreiben</translation>
    </message>
    <message>
        <source>Write it as {0}:1:02:03.</source>
        <translation>Als {0}:1:02:03 schreiben.</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Wrong end</source>
        <translation>Falsches Ende</translation>
    </message>
    <message>
        <source>Yes</source>
        <comment>answer</comment>
        <translation>Ja</translation>
    </message>
    <message>
        <source>You can also type {0}</source>
        <translation>Auch möglich: {0}</translation>
    </message>
    <message>
        <source>You can&apos;t add a bullet here.</source>
        <translation>Hier kann kein Listenpunkt eingefügt werden.</translation>
    </message>
    <message>
        <source>You chose this file; the note itself is unchanged.</source>
        <translation>Sie haben diese Datei ausgewählt; die Notiz selbst ist unverändert.</translation>
    </message>
    <message>
        <source>You left the note before the frame was added. The frame is saved in “{0}”.</source>
        <translation>Die Notiz wurde verlassen, bevor das Standbild eingefügt war. Es ist in „{0}“ gespeichert.</translation>
    </message>
    <message>
        <source>YouTube descriptions have at most {0} characters; this is longer.</source>
        <translation>Beschreibungen auf YouTube haben höchstens {0} Zeichen; diese ist länger.</translation>
    </message>
    <message>
        <source>YouTube shows chapters only if there are three or more.</source>
        <translation>YouTube zeigt Kapitel nur an, wenn es mindestens drei sind.</translation>
    </message>
    <message>
        <source>Your changes can&apos;t be saved: {0}.</source>
        <translation>Der Text kann nicht gespeichert werden: {0}.</translation>
    </message>
    <message>
        <source>Your text can&apos;t be kept for the next start either: the disk can&apos;t be written to.</source>
        <translation>Der Text kann auch nicht für den nächsten Start aufbewahrt werden: Der Datenträger kann nicht beschrieben werden.</translation>
    </message>
    <message>
        <source>Your text is kept and will be offered when you open the note again.</source>
        <translation>Der Text bleibt erhalten und wird beim nächsten Öffnen der Notiz angeboten.</translation>
    </message>
    <message>
        <source>Your text is kept; save again, or save elsewhere.</source>
        <translation>Der Text bleibt erhalten; erneut oder woanders speichern.</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>Ihre Fassung</translation>
    </message>
    <message>
        <source>`cuenote transcribe --model {0}` offers to download it.</source>
        <translation>`cuenote transcribe --model {0}` bietet den Download an.</translation>
    </message>
    <message>
        <source>`cuenote transcribe` offers to download it; or install `cuenote[speech]`.</source>
        <translation>`cuenote transcribe` bietet den Download an; oder `cuenote[speech]` installieren.</translation>
    </message>
    <message>
        <source>a few seconds left</source>
        <translation>noch ein paar Sekunden</translation>
    </message>
    <message>
        <source>about {0}</source>
        <translation>etwa {0}</translation>
    </message>
    <message>
        <source>accept, fix</source>
        <translation>übernehmen, akzeptieren, korrigieren</translation>
    </message>
    <message>
        <source>also: {0}</source>
        <translation>auch: {0}</translation>
    </message>
    <message numerus="yes">
        <source>and 1 more|and %n more</source>
        <translation>
            <numerusform>und 1 weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>audio only</source>
        <translation>nur Ton</translation>
    </message>
    <message>
        <source>backlinks</source>
        <translation>Rückverweise</translation>
    </message>
    <message>
        <source>being saved</source>
        <translation>wird gespeichert</translation>
    </message>
    <message>
        <source>best, very slow</source>
        <translation>am besten, sehr langsam</translation>
    </message>
    <message>
        <source>better, slow</source>
        <translation>besser, langsam</translation>
    </message>
    <message>
        <source>block, paragraph</source>
        <translation>Block, Absatz</translation>
    </message>
    <message>
        <source>both times agree, read as mm:ss</source>
        <translation>beide Zeiten stimmen als mm:ss überein</translation>
    </message>
    <message>
        <source>can&apos;t be selected</source>
        <translation>kann nicht ausgewählt werden</translation>
    </message>
    <message>
        <source>cancel</source>
        <translation>abbrechen</translation>
    </message>
    <message>
        <source>captions, cc</source>
        <translation>Untertitel, UT, cc</translation>
    </message>
    <message>
        <source>centre</source>
        <translation>Mitte</translation>
    </message>
    <message>
        <source>check, errors, doubts</source>
        <translation>prüfen, Fehler, Zweifel</translation>
    </message>
    <message>
        <source>check, verify</source>
        <translation>überprüfen, kontrollieren, checken</translation>
    </message>
    <message>
        <source>claims</source>
        <translation>Aussagen</translation>
    </message>
    <message>
        <source>clips</source>
        <translation>Clips</translation>
    </message>
    <message>
        <source>conflict {0} of {1}</source>
        <translation>Konflikt {0} von {1}</translation>
    </message>
    <message>
        <source>couldn&apos;t load the rest: {0}</source>
        <translation>der Rest konnte nicht geladen werden: {0}</translation>
    </message>
    <message>
        <source>create, YouTube, link</source>
        <translation>erstellen, anlegen, YouTube, Link</translation>
    </message>
    <message>
        <source>cuenote:// links, shortcut, desktop entry, install</source>
        <translation>cuenote://-Links, Verknüpfung, Startmenü, installieren</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <extracomment>How a day is written: d, MMM and yyyy as Qt has them, other words in &apos;single quotes&apos;.</extracomment>
        <translation>d.&#xa0;MMM&#xa0;yyyy</translation>
    </message>
    <message>
        <source>dark mode, night</source>
        <translation>dunkler Modus, Dark Mode, Nacht</translation>
    </message>
    <message>
        <source>delete note</source>
        <translation>Notiz löschen</translation>
    </message>
    <message>
        <source>deleted</source>
        <extracomment>Why a video of a playlist can&apos;t be saved: it was deleted.</extracomment>
        <translation>gelöscht</translation>
    </message>
    <message>
        <source>detach, pop out, second screen</source>
        <translation>ablösen, abkoppeln, zweiter Bildschirm</translation>
    </message>
    <message>
        <source>done</source>
        <extracomment>The box of a task.</extracomment>
        <translation>fertig</translation>
    </message>
    <message>
        <source>download, library, queue, transcriptions, exports</source>
        <translation>herunterladen, Downloads, Bibliothek, Warteschlange, Transkriptionen, Exporte</translation>
    </message>
    <message>
        <source>download, offline, keep</source>
        <translation>herunterladen, Download, offline, behalten</translation>
    </message>
    <message>
        <source>draw</source>
        <translation>zeichnen</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>fast, some mistakes</source>
        <translation>schnell, einige Fehler</translation>
    </message>
    <message>
        <source>fastest, many mistakes</source>
        <translation>am schnellsten, viele Fehler</translation>
    </message>
    <message>
        <source>files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>find everywhere, what is said, transcripts</source>
        <translation>überall suchen, finden, Gesagtes, Transkripte</translation>
    </message>
    <message>
        <source>first {0}; stopped</source>
        <translation>nur {0}; abgebrochen</translation>
    </message>
    <message>
        <source>good in most languages</source>
        <translation>gut in den meisten Sprachen</translation>
    </message>
    <message>
        <source>half a minute</source>
        <translation>eine halbe Minute</translation>
    </message>
    <message>
        <source>has a note</source>
        <translation>hat eine Notiz</translation>
    </message>
    <message>
        <source>history</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>ignore, dismiss</source>
        <translation>ignorieren, verwerfen</translation>
    </message>
    <message>
        <source>in order with the claims before and after</source>
        <translation>passt in die Reihenfolge der Aussagen davor und danach</translation>
    </message>
    <message>
        <source>in sync</source>
        <comment>the transcript, with the video</comment>
        <translation>synchron</translation>
    </message>
    <message>
        <source>in their own folder</source>
        <translation>in eigenem Ordner</translation>
    </message>
    <message>
        <source>incomplete</source>
        <translation>unvollständig</translation>
    </message>
    <message>
        <source>indent, Tab</source>
        <translation>einrücken, Einzug, Tab</translation>
    </message>
    <message numerus="yes">
        <source>it has no video.|they have no video.</source>
        <translation>
            <numerusform>Er hat kein Video.</numerusform>
            <numerusform>Sie haben kein Video.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>it is past the end of the video.|they are past the end.</source>
        <translation>
            <numerusform>Er liegt hinter dem Ende des Videos.</numerusform>
            <numerusform>Sie liegen hinter dem Ende.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>its time can&apos;t be played, or its video is not on this computer.|their times can&apos;t be played, or their videos are not on this computer.</source>
        <translation>
            <numerusform>Seine Zeit kann nicht abgespielt werden, oder sein Video ist nicht auf diesem Computer.</numerusform>
            <numerusform>Ihre Zeiten können nicht abgespielt werden, oder ihre Videos sind nicht auf diesem Computer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>its time can&apos;t be read or is past the end.|their times can&apos;t be read or are past the end.</source>
        <translation>
            <numerusform>Seine Zeit kann nicht gelesen werden oder liegt hinter dem Ende.</numerusform>
            <numerusform>Ihre Zeiten können nicht gelesen werden oder liegen hinter dem Ende.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>its time can&apos;t be read.|their times can&apos;t be read.</source>
        <extracomment>Stands behind “3 timestamps are left out (“1:02”, …): ”.</extracomment>
        <translation>
            <numerusform>Seine Zeit kann nicht gelesen werden.</numerusform>
            <numerusform>Ihre Zeiten können nicht gelesen werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>keep</source>
        <translation>übernehmen</translation>
    </message>
    <message>
        <source>left out of export</source>
        <translation>vom Export ausgenommen</translation>
    </message>
    <message>
        <source>light mode</source>
        <translation>heller Modus, Light Mode</translation>
    </message>
    <message>
        <source>live now</source>
        <translation>gerade live</translation>
    </message>
    <message>
        <source>loop, A–B</source>
        <translation>Schleife, Loop, A–B</translation>
    </message>
    <message>
        <source>lower centre</source>
        <translation>unten in der Mitte</translation>
    </message>
    <message>
        <source>lower left</source>
        <translation>unten links</translation>
    </message>
    <message>
        <source>lower right</source>
        <translation>unten rechts</translation>
    </message>
    <message>
        <source>middle left</source>
        <translation>links in der Mitte</translation>
    </message>
    <message>
        <source>middle right</source>
        <translation>rechts in der Mitte</translation>
    </message>
    <message>
        <source>minutes and seconds</source>
        <translation>Minuten und Sekunden</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>mm:ss written as hh:mm</source>
        <translation>mm:ss als hh:mm geschrieben</translation>
    </message>
    <message>
        <source>move</source>
        <translation>verschieben</translation>
    </message>
    <message>
        <source>nearly as good as the best, faster</source>
        <translation>fast so gut wie das beste, schneller</translation>
    </message>
    <message>
        <source>new note about it</source>
        <translation>neue Notiz dazu</translation>
    </message>
    <message>
        <source>next</source>
        <translation>weiter</translation>
    </message>
    <message>
        <source>no URL</source>
        <translation>keine URL</translation>
    </message>
    <message>
        <source>no note here</source>
        <translation>hier keine Notiz</translation>
    </message>
    <message>
        <source>no note yet</source>
        <translation>noch keine Notiz</translation>
    </message>
    <message>
        <source>no picture</source>
        <translation>kein Bild</translation>
    </message>
    <message>
        <source>no time</source>
        <translation>keine gültige Zeit</translation>
    </message>
    <message>
        <source>no transcript</source>
        <translation>kein Transkript</translation>
    </message>
    <message>
        <source>no video</source>
        <translation>kein Video</translation>
    </message>
    <message>
        <source>none, audio only</source>
        <translation>keines, nur Ton</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>nicht gefunden</translation>
    </message>
    <message>
        <source>not premiered yet</source>
        <translation>Premiere steht noch aus</translation>
    </message>
    <message>
        <source>not selected</source>
        <translation>nicht ausgewählt</translation>
    </message>
    <message>
        <source>notes;markdown;video;transcript;timestamp;</source>
        <extracomment>What the user may type to find the program: words, each with a &quot;;&quot; behind it.</extracomment>
        <translation>Notizen;Markdown;Video;Transkript;Zeitstempel;</translation>
    </message>
    <message>
        <source>now</source>
        <translation>aktuell</translation>
    </message>
    <message>
        <source>of all claims</source>
        <translation>aus allen Aussagen</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>offset, delay</source>
        <translation>Versatz, Offset, Verzögerung</translation>
    </message>
    <message>
        <source>on</source>
        <translation>ein</translation>
    </message>
    <message>
        <source>one video per claim</source>
        <translation>ein Video je Aussage</translation>
    </message>
    <message>
        <source>open link, wikilink</source>
        <translation>Link öffnen, Wikilink</translation>
    </message>
    <message>
        <source>open now</source>
        <translation>geöffnet</translation>
    </message>
    <message>
        <source>outline, contents, headings</source>
        <translation>Gliederung, Inhalt, Überschriften</translation>
    </message>
    <message>
        <source>over {0}</source>
        <translation>über {0}</translation>
    </message>
    <message>
        <source>pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>past the end</source>
        <translation>hinter dem Ende</translation>
    </message>
    <message>
        <source>pauses</source>
        <translation>Pausen</translation>
    </message>
    <message>
        <source>play online, stop</source>
        <translation>online abspielen, beenden, Stream</translation>
    </message>
    <message>
        <source>playing</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>playlist, channel, download</source>
        <translation>Playlist, Kanal, herunterladen</translation>
    </message>
    <message>
        <source>point, {0}</source>
        <translation>Punkt, {0}</translation>
    </message>
    <message>
        <source>private</source>
        <extracomment>Why a video of a playlist can&apos;t be saved: it is private.</extracomment>
        <translation>privat</translation>
    </message>
    <message>
        <source>read as hours, {0} of {1} would be past the end of the video</source>
        <translation>als Stunden gelesen lägen {0} von {1} hinter dem Ende des Videos</translation>
    </message>
    <message>
        <source>read as hours, {0} of {1} would need a video of five hours or more</source>
        <translation>als Stunden gelesen bräuchten {0} von {1} ein Video von mindestens fünf Stunden</translation>
    </message>
    <message>
        <source>read-only</source>
        <translation>schreibgeschützt</translation>
    </message>
    <message>
        <source>recent, file, quick open, paste link</source>
        <translation>zuletzt, Datei, schnell öffnen, Link einfügen</translation>
    </message>
    <message>
        <source>reel, only claims, highlights</source>
        <translation>Highlights, nur Aussagen, Zusammenschnitt</translation>
    </message>
    <message>
        <source>refresh</source>
        <translation>aktualisieren, refresh</translation>
    </message>
    <message>
        <source>remove</source>
        <translation>entfernen</translation>
    </message>
    <message>
        <source>rename, title, file name, move</source>
        <translation>umbenennen, Titel, Dateiname, verschieben</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>gespeichert</translation>
    </message>
    <message>
        <source>saved for offline</source>
        <translation>offline gespeichert</translation>
    </message>
    <message>
        <source>screenshot, picture, still</source>
        <translation>Screenshot, Bild, Bildschirmfoto, Frame</translation>
    </message>
    <message>
        <source>selected</source>
        <translation>ausgewählt</translation>
    </message>
    <message>
        <source>settings, options</source>
        <translation>Optionen, Konfiguration, Settings, Preferences</translation>
    </message>
    <message>
        <source>shortcuts, keyboard</source>
        <translation>Shortcuts, Tastatur, Tastenbelegung</translation>
    </message>
    <message>
        <source>silence, sound off</source>
        <translation>Ton aus, leise, stumm</translation>
    </message>
    <message>
        <source>size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>sort, by video, by folder</source>
        <translation>sortieren, gruppieren, nach Video, nach Ordner</translation>
    </message>
    <message>
        <source>sound, loudness</source>
        <translation>Ton, Lautstärke</translation>
    </message>
    <message>
        <source>speech to text, whisper</source>
        <translation>Sprache zu Text, Spracherkennung, whisper, verschriften</translation>
    </message>
    <message>
        <source>speed, 2×</source>
        <translation>Geschwindigkeit, Tempo, 2×</translation>
    </message>
    <message>
        <source>speed, slow motion</source>
        <translation>Geschwindigkeit, Tempo, Zeitlupe</translation>
    </message>
    <message>
        <source>subtitles ({0}): {1}</source>
        <translation>Untertitel ({0}): {1}</translation>
    </message>
    <message>
        <source>suggested: {0}</source>
        <translation>Vorschlag: {0}</translation>
    </message>
    <message>
        <source>tag</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>the model {0} ({1}, from huggingface.co)</source>
        <translation>das Modell {0} ({1}, von huggingface.co)</translation>
    </message>
    <message>
        <source>the times in this note only make sense as mm:ss</source>
        <translation>die Zeiten dieser Notiz ergeben nur als mm:ss einen Sinn</translation>
    </message>
    <message>
        <source>the words here are closest to the claim</source>
        <translation>die Wörter hier kommen der Aussage am nächsten</translation>
    </message>
    <message>
        <source>theme, colours</source>
        <translation>Farbschema, Design, Theme</translation>
    </message>
    <message>
        <source>there is no colour “{0}”</source>
        <translation>es gibt keine Farbe „{0}“</translation>
    </message>
    <message>
        <source>thumbnail: {0}</source>
        <translation>Vorschaubild: {0}</translation>
    </message>
    <message>
        <source>times read as mm:ss</source>
        <translation>Zeiten als mm:ss gelesen</translation>
    </message>
    <message>
        <source>timestamp, note, T, bookmark</source>
        <translation>Zeitstempel, Notiz, T, Lesezeichen</translation>
    </message>
    <message>
        <source>timestamp, time, insert, bookmark</source>
        <translation>Zeitstempel, Zeit, einfügen, Lesezeichen</translation>
    </message>
    <message>
        <source>to do</source>
        <translation>zu erledigen</translation>
    </message>
    <message>
        <source>to print or send</source>
        <translation>zum Drucken oder Senden</translation>
    </message>
    <message>
        <source>tour/guide.md</source>
        <extracomment>The path of a file in the folder of the language (resources/languages/CODE); see TRANSLATING.</extracomment>
        <translation>Tour/Handbuch.md</translation>
    </message>
    <message>
        <source>tour/tour.md</source>
        <extracomment>The path of a file in the folder of the language (resources/languages/CODE); see TRANSLATING.</extracomment>
        <translation>Tour/Tour.md</translation>
    </message>
    <message>
        <source>transcribed here, model {0}</source>
        <translation>hier transkribiert, Modell {0}</translation>
    </message>
    <message>
        <source>upper centre</source>
        <translation>oben in der Mitte</translation>
    </message>
    <message>
        <source>upper left</source>
        <translation>oben links</translation>
    </message>
    <message>
        <source>upper right</source>
        <translation>oben rechts</translation>
    </message>
    <message>
        <source>was {0}</source>
        <translation>vorher {0}</translation>
    </message>
    <message>
        <source>with links</source>
        <translation>mit Links</translation>
    </message>
    <message>
        <source>with pictures and clips</source>
        <translation>mit Bildern und Clips</translation>
    </message>
    <message>
        <source>yt-dlp is up to date ({0}).</source>
        <translation>yt-dlp ist aktuell ({0}).</translation>
    </message>
    <message>
        <source>yt-dlp, which reads online videos, is not installed or can&apos;t be loaded.</source>
        <translation>yt-dlp, das Online-Videos liest, ist nicht installiert oder kann nicht geladen werden.</translation>
    </message>
    <message>
        <source>zoom, 100 %</source>
        <translation>Zoom, 100 %, Schrift</translation>
    </message>
    <message>
        <source>{0} %</source>
        <translation>{0}&#xa0;%</translation>
    </message>
    <message numerus="yes">
        <source>{0} (1 note)|{0} (one of %n notes)</source>
        <translation>
            <numerusform>{0} (1 Notiz)</numerusform>
            <numerusform>{0} (eine von %n Notizen)</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} (about {1}, from PyPI)</source>
        <translation>{0} (etwa {1}, von PyPI)</translation>
    </message>
    <message>
        <source>{0} (missing)</source>
        <translation>{0} (fehlt)</translation>
    </message>
    <message>
        <source>{0} (rough estimate)</source>
        <translation>{0} (grobe Schätzung)</translation>
    </message>
    <message>
        <source>{0} ({1})</source>
        <translation>{0} ({1})</translation>
    </message>
    <message>
        <source>{0} GB</source>
        <translation>{0}&#xa0;GB</translation>
    </message>
    <message>
        <source>{0} KB</source>
        <translation>{0}&#xa0;KB</translation>
    </message>
    <message>
        <source>{0} MB</source>
        <translation>{0}&#xa0;MB</translation>
    </message>
    <message>
        <source>{0} Trying again.</source>
        <translation>{0} Wird erneut versucht.</translation>
    </message>
    <message numerus="yes">
        <source>{0} and 1 more|{0} and %n more</source>
        <translation>
            <numerusform>{0} und 1 weitere</numerusform>
            <numerusform>{0} und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} at first</source>
        <comment>{0} as “0:43 late”</comment>
        <translation>anfangs {0}</translation>
    </message>
    <message>
        <source>{0} can&apos;t be loaded: {1}.</source>
        <translation>{0} kann nicht geladen werden: {1}.</translation>
    </message>
    <message>
        <source>{0} can&apos;t be reassigned.</source>
        <translation>{0} kann nicht neu zugewiesen werden.</translation>
    </message>
    <message>
        <source>{0} claims shown</source>
        <translation>{0} Aussagen angezeigt</translation>
    </message>
    <message>
        <source>{0} couldn&apos;t be read.</source>
        <translation>{0} konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>{0} early</source>
        <comment>the transcript, by a time</comment>
        <translation>um {0} zu früh</translation>
    </message>
    <message>
        <source>{0} free</source>
        <translation>{0} frei</translation>
    </message>
    <message>
        <source>{0} free in {1}</source>
        <translation>{0} frei in {1}</translation>
    </message>
    <message>
        <source>{0} h {1} min</source>
        <translation>{0}&#xa0;h {1}&#xa0;min</translation>
    </message>
    <message>
        <source>{0} h {1} min left</source>
        <translation>noch {0}&#xa0;h {1}&#xa0;min</translation>
    </message>
    <message numerus="yes">
        <source>{0} in 1 file, one per video|{0} in %n files, one per video</source>
        <extracomment>{0}: “12 timestamps”</extracomment>
        <translation>
            <numerusform>{0} in 1 Datei, eine je Video</numerusform>
            <numerusform>{0} in %n Dateien, eine je Video</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} in the settings file ({1}) is not used. {2}</source>
        <translation>{0} in der Einstellungsdatei ({1}) wird nicht verwendet. {2}</translation>
    </message>
    <message>
        <source>{0} in {1}</source>
        <translatorcomment>same</translatorcomment>
        <translation>{0} in {1}</translation>
    </message>
    <message>
        <source>{0} is a timestamp</source>
        <translation>{0} ist ein Zeitstempel</translation>
    </message>
    <message>
        <source>{0} is needed for typing. Add Ctrl or Alt, or use a key like F7.</source>
        <translation>{0} wird zum Schreiben gebraucht. Strg oder Alt hinzufügen oder eine Taste wie F7 verwenden.</translation>
    </message>
    <message>
        <source>{0} is not a timestamp</source>
        <translation>{0} ist kein Zeitstempel</translation>
    </message>
    <message>
        <source>{0} is not in this video.</source>
        <translation>{0} liegt nicht in diesem Video.</translation>
    </message>
    <message>
        <source>{0} is past the end ({1}).</source>
        <translation>{0} liegt hinter dem Ende ({1}).</translation>
    </message>
    <message>
        <source>{0} is past the end of the video</source>
        <translation>{0} liegt hinter dem Ende des Videos</translation>
    </message>
    <message numerus="yes">
        <source>{0} is said here|{0} are said here</source>
        <comment>some words</comment>
        <translation>
            <numerusform>{0} wird hier gesagt</numerusform>
            <numerusform>{0} werden hier gesagt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} is said only here|{0} are said only here</source>
        <comment>some words</comment>
        <translation>
            <numerusform>{0} wird nur hier gesagt</numerusform>
            <numerusform>{0} werden nur hier gesagt</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} is used for “{1}”. Reassign?</source>
        <translation>{0} gehört zu „{1}“. Neu zuweisen?</translation>
    </message>
    <message>
        <source>{0} late</source>
        <comment>the transcript, by a time</comment>
        <translation>um {0} zu spät</translation>
    </message>
    <message>
        <source>{0} min left</source>
        <translation>noch {0}&#xa0;min</translation>
    </message>
    <message>
        <source>{0} notes are selected. Move at most {1} to the trash at once.</source>
        <translation>{0} Notizen sind ausgewählt. Höchstens {1} auf einmal in den Papierkorb verschieben.</translation>
    </message>
    <message>
        <source>{0} of audio, about {1} on this computer</source>
        <translation>{0} Ton, etwa {1} auf diesem Computer</translation>
    </message>
    <message>
        <source>{0} of the model was damaged, so it was deleted.</source>
        <translation>{0} des Modells war beschädigt und wurde gelöscht.</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
    <message>
        <source>{0} of {1} notes</source>
        <translation>{0} von {1} Notizen</translation>
    </message>
    <message>
        <source>{0} of {1} selected. One undo takes all of it back.</source>
        <translation>{0} von {1} ausgewählt. Ein Rückgängig nimmt alles zurück.</translation>
    </message>
    <message>
        <source>{0} of {1} such times end in :00</source>
        <translation>{0} von {1} dieser Zeiten enden auf :00</translation>
    </message>
    <message>
        <source>{0} on the site</source>
        <extracomment>{0} is a time; the link leads to the video.</extracomment>
        <translation>{0} auf der Website</translation>
    </message>
    <message>
        <source>{0} or {1}</source>
        <translation>{0} oder {1}</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0}&#xa0;s</translation>
    </message>
    <message>
        <source>{0} s left</source>
        <translation>noch {0}&#xa0;s</translation>
    </message>
    <message>
        <source>{0} so far, loading…</source>
        <translation>bisher {0}, wird geladen&#xa0;…</translation>
    </message>
    <message>
        <source>{0} was downloaded but can&apos;t be found.</source>
        <translation>{0} wurde heruntergeladen, ist aber nicht zu finden.</translation>
    </message>
    <message>
        <source>{0} {1}</source>
        <comment>two sentences</comment>
        <translation>{0} {1}</translation>
    </message>
    <message>
        <source>{0} {1} does not run on this computer: {2}</source>
        <translation>{0} {1} läuft nicht auf diesem Computer: {2}</translation>
    </message>
    <message>
        <source>{0}, folded</source>
        <translation>{0}, eingeklappt</translation>
    </message>
    <message>
        <source>{0}, heading, claims: {1}</source>
        <translation>{0}, Überschrift, Aussagen: {1}</translation>
    </message>
    <message>
        <source>{0}, no timestamps</source>
        <translation>{0}, keine Zeitstempel</translation>
    </message>
    <message>
        <source>{0}, not on this computer</source>
        <translation>{0}, nicht auf diesem Computer</translation>
    </message>
    <message>
        <source>{0}, problem</source>
        <translation>{0}, Problem</translation>
    </message>
    <message>
        <source>{0}, translated to English</source>
        <translation>{0}, ins Englische übersetzt</translation>
    </message>
    <message>
        <source>{0}, with {1} of the claim&apos;s {2} key words</source>
        <translation>{0}, mit {1} der {2} Schlüsselwörter der Aussage</translation>
    </message>
    <message>
        <source>{0}, {1}</source>
        <comment>a list</comment>
        <translation>{0}, {1}</translation>
    </message>
    <message>
        <source>{0}, {1} by {2} percent</source>
        <translation>{0}, {1} mal {2} Prozent</translation>
    </message>
    <message>
        <source>{0}, {1} frames per second</source>
        <translation>{0}, {1} Bilder pro Sekunde</translation>
    </message>
    <message>
        <source>{0}.</source>
        <comment>a sentence</comment>
        <translation>{0}.</translation>
    </message>
    <message>
        <source>{0}/s</source>
        <translation>{0}/s</translation>
    </message>
    <message>
        <source>{0}: choose another video</source>
        <translation>{0}: anderes Video auswählen</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>{0}; {1}</source>
        <translation>{0}; {1}</translation>
    </message>
    <message>
        <source>{1} from {0} on</source>
        <comment>{0} is a time, {1} as “0:43 late”</comment>
        <translation>ab {0} {1}</translation>
    </message>
    <message>
        <source>{1} notes are called “{0}”</source>
        <translation>{1} Notizen heißen „{0}“</translation>
    </message>
    <message>
        <source>“dark” is true or false</source>
        <translation>„dark“ ist true oder false</translation>
    </message>
    <message>
        <source>“{0}”</source>
        <translation>„{0}“</translation>
    </message>
    <message>
        <source>“{0}” already exists.</source>
        <translation>„{0}“ ist bereits vorhanden.</translation>
    </message>
    <message>
        <source>“{0}” and its subtitles will be deleted from this computer, freeing {1}. You can&apos;t undo this. Your notes are kept.</source>
        <translation>„{0}“ und die Untertitel werden von diesem Computer gelöscht; das gibt {1} frei. Das lässt sich nicht rückgängig machen. Ihre Notizen bleiben.</translation>
    </message>
    <message>
        <source>“{0}” can&apos;t be a property name.</source>
        <translation>„{0}“ kann kein Eigenschaftsname sein.</translation>
    </message>
    <message>
        <source>“{0}” can&apos;t be deleted: {1}.</source>
        <translation>„{0}“ kann nicht gelöscht werden: {1}.</translation>
    </message>
    <message>
        <source>“{0}” can&apos;t be moved to the trash. It was not deleted.</source>
        <translation>„{0}“ kann nicht in den Papierkorb verschoben werden. Nichts wurde gelöscht.</translation>
    </message>
    <message>
        <source>“{0}” can&apos;t be opened</source>
        <translation>„{0}“ kann nicht geöffnet werden</translation>
    </message>
    <message>
        <source>“{0}” can&apos;t be opened.</source>
        <translation>„{0}“ kann nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>“{0}” can&apos;t be put back. It is still in the trash.</source>
        <translation>„{0}“ kann nicht wiederhergestellt werden und ist noch im Papierkorb.</translation>
    </message>
    <message>
        <source>“{0}” can&apos;t be read as a picture</source>
        <translation>„{0}“ kann nicht als Bild gelesen werden</translation>
    </message>
    <message>
        <source>“{0}” can&apos;t be read: {1}.</source>
        <translation>„{0}“ kann nicht gelesen werden: {1}.</translation>
    </message>
    <message>
        <source>“{0}” can&apos;t be saved: {1}.</source>
        <translation>„{0}“ kann nicht gespeichert werden: {1}.</translation>
    </message>
    <message>
        <source>“{0}” can&apos;t be streamed ({1})</source>
        <translation>„{0}“ kann nicht gestreamt werden ({1})</translation>
    </message>
    <message>
        <source>“{0}” can&apos;t be the name of a note.</source>
        <translation>„{0}“ kann kein Name einer Notiz sein.</translation>
    </message>
    <message>
        <source>“{0}” did not finish opening last time, so it was not opened automatically.</source>
        <translation>„{0}“ ließ sich beim letzten Mal nicht vollständig öffnen und wurde deshalb nicht automatisch geöffnet.</translation>
    </message>
    <message>
        <source>“{0}” has changed since its previous version:</source>
        <translation>„{0}“ wurde seit der vorherigen Fassung geändert:</translation>
    </message>
    <message>
        <source>“{0}” has no audio.</source>
        <translation>„{0}“ enthält keinen Ton.</translation>
    </message>
    <message>
        <source>“{0}” has no picture</source>
        <translation>„{0}“ hat kein Bild</translation>
    </message>
    <message>
        <source>“{0}” has no readable subtitles.</source>
        <translation>„{0}“ enthält keine lesbaren Untertitel.</translation>
    </message>
    <message>
        <source>“{0}” in the settings file can&apos;t be used as a key for “{1}”.</source>
        <translation>„{0}“ in der Einstellungsdatei kann nicht als Taste für „{1}“ verwendet werden.</translation>
    </message>
    <message>
        <source>“{0}” is a note or video of this export.</source>
        <translation>„{0}“ ist eine Notiz oder ein Video dieses Exports.</translation>
    </message>
    <message>
        <source>“{0}” is already about this video.</source>
        <translation>„{0}“ gehört bereits zu diesem Video.</translation>
    </message>
    <message>
        <source>“{0}” is damaged and couldn&apos;t be renamed: {1}.</source>
        <translation>„{0}“ ist beschädigt und konnte nicht umbenannt werden: {1}.</translation>
    </message>
    <message>
        <source>“{0}” is damaged or incomplete, perhaps after an interrupted download</source>
        <translation>„{0}“ ist beschädigt oder unvollständig, vielleicht nach einem unterbrochenen Download</translation>
    </message>
    <message>
        <source>“{0}” is damaged.</source>
        <translation>„{0}“ ist beschädigt.</translation>
    </message>
    <message>
        <source>“{0}” is empty.</source>
        <translation>„{0}“ ist leer.</translation>
    </message>
    <message>
        <source>“{0}” is larger than {1} MB.</source>
        <translation>„{0}“ ist größer als {1} MB.</translation>
    </message>
    <message>
        <source>“{0}” is not Markdown, so it is read-only here.</source>
        <translation>„{0}“ ist kein Markdown und hier schreibgeschützt.</translation>
    </message>
    <message>
        <source>“{0}” is not a URL.</source>
        <translation>„{0}“ ist keine URL.</translation>
    </message>
    <message>
        <source>“{0}” is not a YouTube ID, which has 11 letters and digits.</source>
        <translation>„{0}“ ist keine YouTube-ID; diese hat 11 Buchstaben und Ziffern.</translation>
    </message>
    <message>
        <source>“{0}” is not a browser whose cookies can be read.</source>
        <translation>„{0}“ ist kein Browser, dessen Cookies gelesen werden können.</translation>
    </message>
    <message>
        <source>“{0}” is not a colour such as #0B62C4</source>
        <translation>„{0}“ ist keine Farbe wie #0B62C4</translation>
    </message>
    <message>
        <source>“{0}” is not a file.</source>
        <translation>„{0}“ ist keine Datei.</translation>
    </message>
    <message>
        <source>“{0}” is not a language.</source>
        <translation>„{0}“ ist keine Sprache.</translation>
    </message>
    <message>
        <source>“{0}” is not a note, a video or a transcript.</source>
        <translation>„{0}“ ist keine Notiz, kein Video und kein Transkript.</translation>
    </message>
    <message>
        <source>“{0}” is not a time.</source>
        <translation>„{0}“ ist keine gültige Zeit.</translation>
    </message>
    <message>
        <source>“{0}” is not a video.</source>
        <translation>„{0}“ ist kein Video.</translation>
    </message>
    <message>
        <source>“{0}” is not a web address: only http and https are opened.</source>
        <translation>„{0}“ ist keine Webadresse: Nur http und https werden geöffnet.</translation>
    </message>
    <message>
        <source>“{0}” is not saved</source>
        <translation>„{0}“ ist nicht gespeichert</translation>
    </message>
    <message>
        <source>“{0}” is on the web and is not loaded</source>
        <translation>„{0}“ ist im Web und wird nicht geladen</translation>
    </message>
    <message>
        <source>“{0}” is probably {1}.</source>
        <translation>„{0}“ wird als {1} gelesen, aber das ist nicht sicher.</translation>
    </message>
    <message>
        <source>“{0}” is read-only.</source>
        <translation>„{0}“ ist schreibgeschützt.</translation>
    </message>
    <message>
        <source>“{0}” is too large for a transcript.</source>
        <translation>„{0}“ ist für ein Transkript zu groß.</translation>
    </message>
    <message>
        <source>“{0}” is too large to show</source>
        <translation>„{0}“ ist zu groß zum Anzeigen</translation>
    </message>
    <message>
        <source>“{0}” no longer exists.</source>
        <translation>„{0}“ ist nicht mehr vorhanden.</translation>
    </message>
    <message>
        <source>“{0}” no longer exists. Your text is kept and will be offered at the next start.</source>
        <translation>„{0}“ ist nicht mehr vorhanden. Der Text bleibt erhalten und wird beim nächsten Start angeboten.</translation>
    </message>
    <message>
        <source>“{0}” was changed by another program.</source>
        <translation>„{0}“ wurde von einem anderen Programm geändert.</translation>
    </message>
    <message>
        <source>“{0}” was changed on {1} but not saved:</source>
        <translation>„{0}“ wurde am {1} geändert, aber nicht gespeichert:</translation>
    </message>
    <message>
        <source>“{0}” was damaged and was renamed to “{1}”.</source>
        <translation>„{0}“ war beschädigt und wurde in „{1}“ umbenannt.</translation>
    </message>
    <message>
        <source>“{0}” was deleted or renamed by another program.</source>
        <translation>„{0}“ wurde von einem anderen Programm gelöscht oder umbenannt.</translation>
    </message>
    <message>
        <source>“{0}” was deleted or renamed by another program. Its text is still here.</source>
        <translation>„{0}“ wurde von einem anderen Programm gelöscht oder umbenannt. Der Text ist noch hier.</translation>
    </message>
    <message>
        <source>“{0}”: {1}</source>
        <translation>„{0}“: {1}</translation>
    </message>
    <message>
        <source>↑ Back to the note</source>
        <extracomment>A button on a phone.</extracomment>
        <translation>↑ Zurück zur Notiz</translation>
    </message>
    <message>
        <source>↑ ↓ move</source>
        <translation>↑ ↓: navigieren</translation>
    </message>
    <message>
        <source>✓ on this computer</source>
        <translation>✓ auf diesem Computer</translation>
    </message>
    <message>
        <source>✓ saved for offline</source>
        <translation>✓ offline gespeichert</translation>
    </message>
</context>
</TS>
