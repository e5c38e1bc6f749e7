<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es_419">
<context>
    <name></name>
    <message numerus="yes">
        <source>(1 more)|(%n more)</source>
        <translation>
            <numerusform>(1 más)</numerusform>
            <numerusform>(%n más)</numerusform>
        </translation>
    </message>
    <message>
        <source>(no words)</source>
        <translation>(sin palabras)</translation>
    </message>
    <message>
        <source>(picture)</source>
        <translation>(imagen)</translation>
    </message>
    <message>
        <source>+ Bullet</source>
        <translation>+ Viñeta</translation>
    </message>
    <message numerus="yes">
        <source>1 card|%n cards</source>
        <translation>
            <numerusform>1 tarjeta</numerusform>
            <numerusform>%n tarjetas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 chapter is left out: on YouTube chapters must be ten seconds apart.|%n chapters are left out: on YouTube chapters must be ten seconds apart.</source>
        <translation>
            <numerusform>Se omite 1 capítulo: en YouTube debe haber al menos diez segundos entre los capítulos.</numerusform>
            <numerusform>Se omiten %n capítulos: en YouTube debe haber al menos diez segundos entre los capítulos.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 claim was skipped: its video is not saved.|%n claims were skipped: their videos are not saved.</source>
        <translation>
            <numerusform>Se omitió 1 afirmación: su video no está guardado.</numerusform>
            <numerusform>Se omitieron %n afirmaciones: sus videos no están guardados.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 claim|%n claims</source>
        <translation>
            <numerusform>1 afirmación</numerusform>
            <numerusform>%n afirmaciones</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 clip|%n clips</source>
        <translatorcomment>same</translatorcomment>
        <translation>
            <numerusform>1 clip</numerusform>
            <numerusform>%n clips</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 file, one per note|%n files, one per note</source>
        <translation>
            <numerusform>1 archivo, uno por nota</numerusform>
            <numerusform>%n archivos, uno por nota</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 is already being saved|%n are already being saved</source>
        <translation>
            <numerusform>1 ya se está guardando</numerusform>
            <numerusform>%n ya se están guardando</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 is already being transcribed|%n are already being transcribed</source>
        <translation>
            <numerusform>1 ya se está transcribiendo</numerusform>
            <numerusform>%n ya se están transcribiendo</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 link|%n links</source>
        <translation>
            <numerusform>1 enlace</numerusform>
            <numerusform>%n enlaces</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 match with markup in it was left.|%n matches with markup in them were left.</source>
        <translation>
            <numerusform>1 coincidencia con formato quedó sin reemplazar.</numerusform>
            <numerusform>%n coincidencias con formato quedaron sin reemplazar.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 minute|%n minutes</source>
        <translation>
            <numerusform>1 minuto</numerusform>
            <numerusform>%n minutos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 more has a transcript|%n more have a transcript</source>
        <translation>
            <numerusform>1 más tiene transcripción</numerusform>
            <numerusform>%n más tienen transcripción</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 more is already saved|%n more are already saved</source>
        <translation>
            <numerusform>1 más ya está guardado</numerusform>
            <numerusform>%n más ya están guardados</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 more video in this note|%n more videos in this note</source>
        <translation>
            <numerusform>1 video más en esta nota</numerusform>
            <numerusform>%n videos más en esta nota</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 more was added to Recent.|%n more were added to Recent.</source>
        <translation>
            <numerusform>Se agregó 1 más a Recientes.</numerusform>
            <numerusform>Se agregaron %n más a Recientes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 note couldn&apos;t be read.|%n notes couldn&apos;t be read.</source>
        <translation>
            <numerusform>No se pudo leer 1 nota.</numerusform>
            <numerusform>No se pudieron leer %n notas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 note has no online video|%n notes have no online video</source>
        <translation>
            <numerusform>1 nota no tiene video en línea</numerusform>
            <numerusform>%n notas no tienen video en línea</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 note has no video on this computer|%n notes have no video on this computer</source>
        <translation>
            <numerusform>1 nota no tiene video en este equipo</numerusform>
            <numerusform>%n notas no tienen video en este equipo</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 note|%n notes</source>
        <translation>
            <numerusform>1 nota</numerusform>
            <numerusform>%n notas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 page with {0}|%n pages with {0}</source>
        <extracomment>{0}: “12 timestamps”</extracomment>
        <translation>
            <numerusform>1 página con {0}</numerusform>
            <numerusform>%n páginas con {0}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 place in {0}|%n places in {0}</source>
        <translation>
            <numerusform>1 lugar en {0}</numerusform>
            <numerusform>%n lugares en {0}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 problem found.|%n problems found.</source>
        <translation>
            <numerusform>Se encontró 1 problema.</numerusform>
            <numerusform>Se encontraron %n problemas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 problem ignored|%n problems ignored</source>
        <translation>
            <numerusform>Conservaste 1 problema.</numerusform>
            <numerusform>Conservaste %n problemas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 problem left without a safe fix.|%n problems left without a safe fix.</source>
        <translation>
            <numerusform>Queda 1 problema sin corrección segura.</numerusform>
            <numerusform>Quedan %n problemas sin corrección segura.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 problem|%n problems</source>
        <translation>
            <numerusform>1 problema</numerusform>
            <numerusform>%n problemas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 stays: it would be below 0:00|%n stay: they would be below 0:00</source>
        <translation>
            <numerusform>1 se queda: estaría antes de 0:00</numerusform>
            <numerusform>%n se quedan: estarían antes de 0:00</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 time fixed|%n times fixed</source>
        <translation>
            <numerusform>Se corrigió 1 tiempo</numerusform>
            <numerusform>Se corrigieron %n tiempos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 time has mm:ss written as hh:mm|%n times have mm:ss written as hh:mm</source>
        <translation>
            <numerusform>1 tiempo tiene mm:ss escrito como hh:mm</numerusform>
            <numerusform>%n tiempos tienen mm:ss escrito como hh:mm</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 time would be past the end of the video ({0}).|%n times would be past the end of the video ({0}).</source>
        <translation>
            <numerusform>1 tiempo sería posterior al final del video ({0}).</numerusform>
            <numerusform>%n tiempos serían posteriores al final del video ({0}).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 timestamp has no picture and no audio: its video is not on this computer.|%n timestamps have no picture and no audio: their videos are not on this computer.</source>
        <translation>
            <numerusform>1 marca de tiempo no tiene imagen ni audio: su video no está en este equipo.</numerusform>
            <numerusform>%n marcas de tiempo no tienen imagen ni audio: sus videos no están en este equipo.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 timestamp has no picture: its video is not on this computer.|%n timestamps have no picture: their videos are not on this computer.</source>
        <translation>
            <numerusform>1 marca de tiempo no tiene imagen: su video no está en este equipo.</numerusform>
            <numerusform>%n marcas de tiempo no tienen imagen: sus videos no están en este equipo.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 timestamp is left out ({0}): {1}|%n timestamps are left out ({0}): {1}</source>
        <translation>
            <numerusform>1 marca de tiempo sin exportar ({0}): {1}</numerusform>
            <numerusform>%n marcas de tiempo sin exportar ({0}): {1}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 timestamp|%n timestamps</source>
        <translation>
            <numerusform>1 marca de tiempo</numerusform>
            <numerusform>%n marcas de tiempo</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 video in “{0}”|%n videos in “{0}”</source>
        <translation>
            <numerusform>1 video en “{0}”</numerusform>
            <numerusform>%n videos en “{0}”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 video was left out: it has no note here.|%n videos were left out: they have no notes here.</source>
        <translation>
            <numerusform>Se omitió 1 video: no tiene nota aquí.</numerusform>
            <numerusform>Se omitieron %n videos: no tienen nota aquí.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 video|%n videos</source>
        <translatorcomment>same</translatorcomment>
        <translation>
            <numerusform>1 video</numerusform>
            <numerusform>%n videos</numerusform>
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
        <translation>720p, resolución</translation>
    </message>
    <message>
        <source>9:07, 1:02:03, 62</source>
        <translation>9:07, 1:02:03, 62</translation>
    </message>
    <message>
        <source>A Markdown file. Placeholders: see the guide.</source>
        <translation>Un archivo Markdown. Los marcadores de posición están en la guía.</translation>
    </message>
    <message>
        <source>A card for each claim, with its picture and audio. Open the file with Anki.</source>
        <translation>Una tarjeta por afirmación, con su imagen y su audio. Abre el archivo con Anki.</translation>
    </message>
    <message>
        <source>A clip for each claim</source>
        <translation>Un clip por afirmación</translation>
    </message>
    <message>
        <source>A desktop viewer for notes about videos.</source>
        <translation>Un visor de escritorio para notas sobre videos.</translation>
    </message>
    <message>
        <source>A file next to the note with “{0}” in its name is used automatically.</source>
        <translation>Un archivo junto a la nota con “{0}” en su nombre se usa automáticamente.</translation>
    </message>
    <message>
        <source>A folder with a Whisper model in CTranslate2 format.</source>
        <translation>Una carpeta con un modelo Whisper en formato CTranslate2.</translation>
    </message>
    <message>
        <source>A label for each claim, to import into Audacity.</source>
        <translation>Una etiqueta por afirmación, para importar en Audacity.</translation>
    </message>
    <message>
        <source>A line of JSON for each timestamp, for programs.</source>
        <translation>Una línea de JSON por marca de tiempo, para programas.</translation>
    </message>
    <message>
        <source>A link wants to open a note outside your vaults:
{0}</source>
        <translation>Un enlace quiere abrir una nota fuera de tus bóvedas:
{0}</translation>
    </message>
    <message>
        <source>A list of the claims, each with a link to its time in the video.</source>
        <translation>Una lista de las afirmaciones, cada una con un enlace a su tiempo en el video.</translation>
    </message>
    <message>
        <source>A model on this computer transcribes the audio. Nothing leaves this computer.</source>
        <translation>Un modelo en este equipo transcribe el audio. Nada sale de este equipo.</translation>
    </message>
    <message>
        <source>A name can&apos;t contain “{0}”.</source>
        <translation>Un nombre no puede contener “{0}”.</translation>
    </message>
    <message>
        <source>A name can&apos;t start or end with a dot or a space.</source>
        <translation>Un nombre no puede empezar ni terminar con un punto o un espacio.</translation>
    </message>
    <message>
        <source>A newer yt-dlp usually helps.</source>
        <translation>Una versión más reciente de yt-dlp suele ayudar.</translation>
    </message>
    <message>
        <source>A row for each timestamp, for a spreadsheet.</source>
        <translation>Una fila por marca de tiempo, para una hoja de cálculo.</translation>
    </message>
    <message>
        <source>A short video for each claim, in a folder of their own.</source>
        <translation>Un video corto por afirmación, en una carpeta propia.</translation>
    </message>
    <message>
        <source>A sync program left another copy of this note: {0}</source>
        <translation>Un programa de sincronización dejó otra copia de esta nota: {0}</translation>
    </message>
    <message>
        <source>A timestamp has no time.</source>
        <translation>A una marca de tiempo le falta el tiempo.</translation>
    </message>
    <message>
        <source>A video is playing</source>
        <translation>Se está reproduciendo un video</translation>
    </message>
    <message>
        <source>About Cuenote</source>
        <translation>Acerca de Cuenote</translation>
    </message>
    <message>
        <source>About this video</source>
        <translation>Sobre este video</translation>
    </message>
    <message>
        <source>About {0}</source>
        <extracomment>Which video a note is about, and how long that is.</extracomment>
        <translation>Sobre {0}</translation>
    </message>
    <message>
        <source>About {0} at {1}p</source>
        <translation>Alrededor de {0} en {1}p</translation>
    </message>
    <message>
        <source>About {0}, {1}</source>
        <translation>Sobre {0}, {1}</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>Acciones y sus atajos</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Actividad</translation>
    </message>
    <message>
        <source>Add a key</source>
        <translation>Agregar atajo</translation>
    </message>
    <message>
        <source>Add bullet</source>
        <translation>Agregar viñeta</translation>
    </message>
    <message>
        <source>Add bullet at {0}</source>
        <translation>Agregar viñeta en {0}</translation>
    </message>
    <message numerus="yes">
        <source>Add chapter as a heading|Add chapters as headings</source>
        <translation>
            <numerusform>Agregar capítulo como encabezado</numerusform>
            <numerusform>Agregar capítulos como encabezados</numerusform>
        </translation>
    </message>
    <message>
        <source>Add chapters as headings</source>
        <translation>Agregar capítulos como encabezados</translation>
    </message>
    <message>
        <source>Add frame</source>
        <translation>Agregar fotograma</translation>
    </message>
    <message>
        <source>Add its URL to the front matter: url: https://…</source>
        <translation>Agrega su URL al front matter: url: https://…</translation>
    </message>
    <message>
        <source>Add timestamp</source>
        <translation>Agregar marca de tiempo</translation>
    </message>
    <message>
        <source>Add timestamp {0}</source>
        <translation>Agregar marca de tiempo {0}</translation>
    </message>
    <message>
        <source>Add to applications menu</source>
        <translation>Agregar al menú de aplicaciones</translation>
    </message>
    <message>
        <source>Add transcript of section</source>
        <translation>Agregar transcripción de la sección</translation>
    </message>
    <message>
        <source>Add whole transcript</source>
        <translation>Agregar transcripción entera</translation>
    </message>
    <message>
        <source>Add {0}</source>
        <translation>Agregar {0}</translation>
    </message>
    <message>
        <source>Add “{0}” to the dictionary</source>
        <translation>Agregar “{0}” al diccionario</translation>
    </message>
    <message numerus="yes">
        <source>Added 1 chapter at the end.|Added %n chapters at the end.</source>
        <translation>
            <numerusform>Se agregó 1 capítulo al final.</numerusform>
            <numerusform>Se agregaron %n capítulos al final.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Added 1 chapter, in order of time.|Added %n chapters, in order of time.</source>
        <translation>
            <numerusform>Se agregó 1 capítulo, en el orden del video.</numerusform>
            <numerusform>Se agregaron %n capítulos, en el orden del video.</numerusform>
        </translation>
    </message>
    <message>
        <source>Added to the applications menu; cuenote:// links open here: {0}</source>
        <translation>Cuenote está en el menú de aplicaciones; los enlaces cuenote:// se abren aquí: {0}</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Dirección</translation>
    </message>
    <message>
        <source>All claims one after the other. The name decides: .mp4, .mkv or .webm.</source>
        <translation>Todas las afirmaciones, una tras otra. La extensión decide el formato: .mp4, .mkv o .webm.</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Todos los archivos</translation>
    </message>
    <message>
        <source>All notes</source>
        <translation>Todas las notas</translation>
    </message>
    <message>
        <source>All of these are saved.</source>
        <translation>Todos estos están guardados.</translation>
    </message>
    <message>
        <source>All of these have notes.</source>
        <translation>Todos estos tienen nota.</translation>
    </message>
    <message>
        <source>All videos of these notes already have a transcript.</source>
        <translation>Todos los videos de estas notas ya tienen transcripción.</translation>
    </message>
    <message>
        <source>Anchor</source>
        <translation>Ancla</translation>
    </message>
    <message>
        <source>Anki cards</source>
        <translation>Tarjetas de Anki</translation>
    </message>
    <message>
        <source>Another Cuenote is already indexing this vault.</source>
        <translation>Otra instancia de Cuenote ya está indexando esta bóveda.</translation>
    </message>
    <message>
        <source>Another program changed the same lines. Choose which to keep before you save.</source>
        <translation>Otro programa cambió las mismas líneas. Antes de guardar, elige cuáles conservar.</translation>
    </message>
    <message>
        <source>Another program is writing this note…</source>
        <translation>Otro programa está escribiendo esta nota…</translation>
    </message>
    <message>
        <source>Another program is writing “{0}” right now.</source>
        <translation>Otro programa está escribiendo “{0}” en este momento.</translation>
    </message>
    <message>
        <source>Another program moved this note to “{0}”.</source>
        <translation>Otro programa movió esta nota a “{0}”.</translation>
    </message>
    <message>
        <source>Another window or terminal is already saving this video.</source>
        <translation>Otra ventana o terminal ya está guardando este video.</translation>
    </message>
    <message numerus="yes">
        <source>Apply 1 safe fix…|Apply %n safe fixes…</source>
        <translation>
            <numerusform>Aplicar 1 corrección…</numerusform>
            <numerusform>Aplicar %n correcciones…</numerusform>
        </translation>
    </message>
    <message>
        <source>Apply safe fixes in notes…</source>
        <translation>Aplicar correcciones seguras en notas…</translation>
    </message>
    <message>
        <source>Apply safe fixes…</source>
        <translation>Aplicar correcciones seguras…</translation>
    </message>
    <message>
        <source>Arrows</source>
        <translation>Flechas</translation>
    </message>
    <message>
        <source>As paragraphs</source>
        <translation>En párrafos</translation>
    </message>
    <message>
        <source>As sentences</source>
        <translation>En oraciones</translation>
    </message>
    <message>
        <source>As spoken</source>
        <translation>En el idioma hablado</translation>
    </message>
    <message>
        <source>Ask again later</source>
        <translation>Preguntar más tarde</translation>
    </message>
    <message>
        <source>Asking {0} for the video…</source>
        <translation>Solicitando el video a {0}…</translation>
    </message>
    <message>
        <source>Audio</source>
        <translatorcomment>same</translatorcomment>
        <translation>Audio</translation>
    </message>
    <message>
        <source>Audio only</source>
        <translation>Solo audio</translation>
    </message>
    <message>
        <source>Audio only: there is no picture.</source>
        <translation>Solo audio: no hay imagen.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>Back 1 second</source>
        <translation>Retroceder 1 segundo</translation>
    </message>
    <message>
        <source>Back 5 seconds</source>
        <translation>Retroceder 5 segundos</translation>
    </message>
    <message>
        <source>Back {0} seconds</source>
        <translation>Retroceder {0} segundos</translation>
    </message>
    <message>
        <source>Before you save the first video</source>
        <translation>Antes de guardar el primer video</translation>
    </message>
    <message>
        <source>Bold</source>
        <translation>Negrita</translation>
    </message>
    <message>
        <source>Bold words</source>
        <comment>question</comment>
        <translation>Negritas</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>Ambas</translation>
    </message>
    <message>
        <source>Bracket</source>
        <translation>Corchetes</translation>
    </message>
    <message>
        <source>Browse files…</source>
        <translation>Examinar archivos…</translation>
    </message>
    <message>
        <source>Browser</source>
        <translation>Navegador</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Examinar…</translation>
    </message>
    <message>
        <source>Bullet as Markdown</source>
        <translation>Viñeta como Markdown</translation>
    </message>
    <message>
        <source>By claims</source>
        <translation>Por afirmaciones</translation>
    </message>
    <message>
        <source>By date, newest first</source>
        <translation>Por fecha, más recientes primero</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>Por nombre</translation>
    </message>
    <message>
        <source>By open problems</source>
        <translation>Por problemas abiertos</translation>
    </message>
    <message>
        <source>By title</source>
        <translation>Por título</translation>
    </message>
    <message>
        <source>Can&apos;t find videos in {0} any more: {1}</source>
        <translation>Ya no se encuentran los videos de {0}: {1}</translation>
    </message>
    <message>
        <source>Can&apos;t play this video</source>
        <translation>No se puede reproducir este video</translation>
    </message>
    <message>
        <source>Can&apos;t reach the site.</source>
        <translation>No se puede acceder al sitio.</translation>
    </message>
    <message>
        <source>Can&apos;t shift subtitles that came with the stream or are inside the video.</source>
        <translation>No se pueden desplazar los subtítulos que vienen con el video en línea o dentro del archivo de video.</translation>
    </message>
    <message>
        <source>Can&apos;t tell</source>
        <translation>Sin determinar</translation>
    </message>
    <message>
        <source>Can&apos;t undo: the note has since changed on disk.</source>
        <translation>No se puede deshacer: la nota cambió después en el disco.</translation>
    </message>
    <message>
        <source>Can&apos;t write to “{0}” ({1}). Settings and history will not be saved.</source>
        <translation>No se puede escribir en “{0}” ({1}). No se guardarán las preferencias ni el historial.</translation>
    </message>
    <message>
        <source>Can&apos;t write {1}. Choose another file.</source>
        <translation>No se puede escribir {1}. Elige otro archivo.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Cancelado</translation>
    </message>
    <message>
        <source>Cancelled. The transcript so far is kept.</source>
        <translation>Cancelado. Se conserva lo transcrito hasta ahora.</translation>
    </message>
    <message>
        <source>Certain</source>
        <translation>Seguro</translation>
    </message>
    <message>
        <source>Change it in source mode.</source>
        <translation>Cámbialo en modo fuente.</translation>
    </message>
    <message>
        <source>Change the text</source>
        <translation>Cambiar el texto</translation>
    </message>
    <message>
        <source>Change this key; Delete removes it</source>
        <translation>Cambiar este atajo; Supr lo quita</translation>
    </message>
    <message>
        <source>Change title</source>
        <translation>Cambiar título</translation>
    </message>
    <message>
        <source>Change to suggested time</source>
        <translation>Cambiar al tiempo sugerido</translation>
    </message>
    <message>
        <source>Change to {0}</source>
        <translation>Cambiar a {0}</translation>
    </message>
    <message>
        <source>Change video…</source>
        <translation>Cambiar video…</translation>
    </message>
    <message>
        <source>Change {0}</source>
        <comment>a property of the front matter</comment>
        <translation>Cambiar {0}</translation>
    </message>
    <message>
        <source>Change {0}, a key of {1}</source>
        <translation>Cambiar {0}, un atajo de {1}</translation>
    </message>
    <message>
        <source>Changed to {0}</source>
        <translation>Se cambió a {0}</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Cambios</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Cambiar…</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Canal</translation>
    </message>
    <message>
        <source>Channels and videos</source>
        <translation>Canales y videos</translation>
    </message>
    <message>
        <source>Chapter {0} of {1}: {2}</source>
        <translation>Capítulo {0} de {1}: {2}</translation>
    </message>
    <message>
        <source>Chapters</source>
        <translation>Capítulos</translation>
    </message>
    <message>
        <source>Chapters for a YouTube description</source>
        <translation>Capítulos para una descripción de YouTube</translation>
    </message>
    <message>
        <source>Check</source>
        <comment>to do so</comment>
        <translation>Comprobar</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Comprobar de nuevo</translation>
    </message>
    <message>
        <source>Check all notes</source>
        <translation>Comprobar todas las notas</translation>
    </message>
    <message>
        <source>Check its permissions, or choose another folder in Preferences.</source>
        <translation>Comprueba sus permisos o elige otra carpeta en Preferencias.</translation>
    </message>
    <message>
        <source>Check spelling as I write</source>
        <translation>Revisar la ortografía al escribir</translation>
    </message>
    <message>
        <source>Check the URL in the front matter of the note.</source>
        <translation>Comprueba la URL en el front matter de la nota.</translation>
    </message>
    <message>
        <source>Check the permissions of {0}.</source>
        <translation>Comprueba los permisos de {0}.</translation>
    </message>
    <message>
        <source>Check your connection and try again.</source>
        <translation>Comprueba tu conexión e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>Check your connection; saved videos still play.</source>
        <translation>Comprueba tu conexión; los videos guardados se pueden reproducir.</translation>
    </message>
    <message>
        <source>Checked {0} of {1} notes</source>
        <translation>Notas comprobadas: {0} de {1}</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>Comprobando</translation>
    </message>
    <message>
        <source>Checking timestamps…</source>
        <translation>Comprobando marcas de tiempo…</translation>
    </message>
    <message>
        <source>Checksum of {0} doesn&apos;t match; the download was discarded.</source>
        <translation>La suma de verificación de {0} no coincide; se descartó la descarga.</translation>
    </message>
    <message>
        <source>Choose a note</source>
        <translation>Elegir una nota</translation>
    </message>
    <message>
        <source>Choose a version for each conflict. Discarded text is kept for 30 days.</source>
        <translation>Elige una versión para cada conflicto. El texto descartado se conserva 30 días.</translation>
    </message>
    <message>
        <source>Choose a video first.</source>
        <translation>Indica primero un video.</translation>
    </message>
    <message>
        <source>Choose a video…</source>
        <translation>Elegir un video…</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>Elige otro archivo.</translation>
    </message>
    <message>
        <source>Choose another file: {0}.</source>
        <translation>Elige otro archivo: {0}.</translation>
    </message>
    <message>
        <source>Choose another folder for new notes in Preferences.</source>
        <translation>Elige en Preferencias otra carpeta para las notas nuevas.</translation>
    </message>
    <message>
        <source>Choose another model, or let it detect the language.</source>
        <translation>Elige otro modelo o deja que detecte el idioma.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Elige otro nombre.</translation>
    </message>
    <message>
        <source>Choose browser…</source>
        <translation>Elegir navegador…</translation>
    </message>
    <message>
        <source>Choose from the list, or put the URL of one video into the note.</source>
        <translation>Elige de la lista o escribe en la nota la URL de un solo video.</translation>
    </message>
    <message>
        <source>Choose how to read this time…</source>
        <translation>Elegir cómo leer este tiempo…</translation>
    </message>
    <message>
        <source>Choose model folder</source>
        <translation>Elegir carpeta del modelo</translation>
    </message>
    <message>
        <source>Choose one of these: {0}.</source>
        <translation>Elige uno de estos: {0}.</translation>
    </message>
    <message>
        <source>Choose the file it is about; Cuenote remembers it.</source>
        <translation>Elige el video del que trata la nota; Cuenote lo recuerda.</translation>
    </message>
    <message>
        <source>Choose the transcript of this note&apos;s video</source>
        <translation>Elegir la transcripción del video de esta nota</translation>
    </message>
    <message>
        <source>Choose the video of this note</source>
        <translation>Elegir el video de esta nota</translation>
    </message>
    <message>
        <source>Choose transcript…</source>
        <translation>Elegir transcripción…</translation>
    </message>
    <message>
        <source>Choose video file…</source>
        <translation>Elegir archivo de video…</translation>
    </message>
    <message>
        <source>Choose videos…</source>
        <translation>Elegir videos…</translation>
    </message>
    <message>
        <source>Choose: save for offline, create notes, or both.</source>
        <translation>Elige: guardar para ver sin conexión, crear notas, o ambas cosas.</translation>
    </message>
    <message>
        <source>Choose: {0}</source>
        <translation>Elegir: {0}</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Elegir…</translation>
    </message>
    <message>
        <source>Chosen part, with its headings</source>
        <translation>Parte elegida, con sus encabezados</translation>
    </message>
    <message>
        <source>Claim</source>
        <translation>Afirmación</translation>
    </message>
    <message>
        <source>Claims</source>
        <translation>Afirmaciones</translation>
    </message>
    <message>
        <source>Claims only</source>
        <translation>Solo afirmaciones</translation>
    </message>
    <message>
        <source>Claims only · {0} of {1}</source>
        <translation>Solo afirmaciones · {0} de {1}</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Clear finished</source>
        <translation>Quitar lo terminado</translation>
    </message>
    <message>
        <source>Click a time that isn&apos;t a timestamp first.</source>
        <translation>Haz clic antes en un tiempo que no sea una marca de tiempo.</translation>
    </message>
    <message>
        <source>Click into a text field first.</source>
        <translation>Haz clic antes en un campo de texto.</translation>
    </message>
    <message>
        <source>Clip from {0}</source>
        <translation>Clip desde {0}</translation>
    </message>
    <message>
        <source>Clips</source>
        <translatorcomment>same</translatorcomment>
        <translation>Clips</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Cerrar (Esc)</translation>
    </message>
    <message>
        <source>Close this first: Esc.</source>
        <translation>Cierra antes este diálogo: Esc.</translation>
    </message>
    <message>
        <source>Codec</source>
        <translation>Códec</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Colores</translation>
    </message>
    <message>
        <source>Colours: dark</source>
        <translation>Colores: oscuro</translation>
    </message>
    <message>
        <source>Colours: dark, high contrast</source>
        <translation>Colores: oscuro, alto contraste</translation>
    </message>
    <message>
        <source>Colours: light</source>
        <translation>Colores: claro</translation>
    </message>
    <message>
        <source>Colours: light, high contrast</source>
        <translation>Colores: claro, alto contraste</translation>
    </message>
    <message>
        <source>Colours: same as system</source>
        <translation>Colores: como el sistema</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Comando</translation>
    </message>
    <message>
        <source>Command palette…</source>
        <translation>Paleta de comandos…</translation>
    </message>
    <message>
        <source>Compare…</source>
        <translation>Comparar…</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Confirmadas</translation>
    </message>
    <message>
        <source>Cookies from browser</source>
        <translation>Cookies del navegador</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copiado</translation>
    </message>
    <message>
        <source>Copied: {0}</source>
        <translation>Se copió: {0}</translation>
    </message>
    <message numerus="yes">
        <source>Copied: {0}|Copied %n paths.</source>
        <translation>
            <numerusform>Se copió: {0}</numerusform>
            <numerusform>Se copiaron %n rutas.</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Copy Cuenote link</source>
        <translation>Copiar enlace de Cuenote</translation>
    </message>
    <message>
        <source>Copy Markdown link to this time</source>
        <translation>Copiar enlace Markdown a este momento</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>Copiar dirección</translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation>Copiar como Markdown</translation>
    </message>
    <message>
        <source>Copy formula</source>
        <translation>Copiar fórmula</translation>
    </message>
    <message>
        <source>Copy frame</source>
        <translation>Copiar fotograma</translation>
    </message>
    <message>
        <source>Copy link to this time</source>
        <translation>Copiar enlace a este momento</translation>
    </message>
    <message>
        <source>Copy merged. Its text is kept for 30 days.</source>
        <translation>Copia combinada. Su texto se conserva 30 días.</translation>
    </message>
    <message>
        <source>Copy path of note</source>
        <translation>Copiar ruta de la nota</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>Copiar imagen</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>Copiar el comando</translation>
    </message>
    <message>
        <source>Couldn&apos;t create a note for {0}: {1}</source>
        <translation>No se pudo crear una nota para {0}: {1}</translation>
    </message>
    <message>
        <source>Couldn&apos;t print “{0}”. Check that the printer is on and the disk isn&apos;t full.</source>
        <translation>No se pudo imprimir “{0}”. Comprueba que la impresora esté encendida y que el disco no esté lleno.</translation>
    </message>
    <message>
        <source>Couldn&apos;t save “{0}”. {1}</source>
        <translation>No se pudo guardar “{0}”. {1}</translation>
    </message>
    <message>
        <source>Couldn&apos;t transcribe “{0}”. {1}</source>
        <translation>No se pudo transcribir “{0}”. {1}</translation>
    </message>
    <message>
        <source>Couldn&apos;t update yt-dlp. Try again later.</source>
        <translation>No se pudo actualizar yt-dlp. Inténtalo más tarde.</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Contando…</translation>
    </message>
    <message>
        <source>Crash recovery is off: {0}.</source>
        <translation>La recuperación tras un cierre inesperado no funciona: {0}.</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Crear</translation>
    </message>
    <message numerus="yes">
        <source>Create 1 note|Create %n notes</source>
        <translation>
            <numerusform>Crear 1 nota</numerusform>
            <numerusform>Crear %n notas</numerusform>
        </translation>
    </message>
    <message>
        <source>Create note</source>
        <translation>Crear nota</translation>
    </message>
    <message>
        <source>Create note “{0}”</source>
        <translation>Crear la nota “{0}”</translation>
    </message>
    <message>
        <source>Create notes</source>
        <translation>Crear notas</translation>
    </message>
    <message numerus="yes">
        <source>Created 1 note in {0}.|Created %n notes in {0}.</source>
        <translation>
            <numerusform>Se creó 1 nota en {0}.</numerusform>
            <numerusform>Se crearon %n notas en {0}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Creating 1 note…|Creating %n notes…</source>
        <translation>
            <numerusform>Creando 1 nota…</numerusform>
            <numerusform>Creando %n notas…</numerusform>
        </translation>
    </message>
    <message>
        <source>Crop mark to the frame</source>
        <translation>Recortar la señal al fotograma</translation>
    </message>
    <message>
        <source>Ctrl+Enter open, stay here</source>
        <translation>Control+Intro abrir y quedarse aquí</translation>
    </message>
    <message>
        <source>Cuenote can&apos;t change this front matter. Edit it in source mode.</source>
        <translation>Cuenote no puede cambiar este front matter. Edítalo en modo fuente.</translation>
    </message>
    <message>
        <source>Cuenote can&apos;t open this link.</source>
        <translation>Cuenote no puede abrir este enlace.</translation>
    </message>
    <message>
        <source>Cuenote goes online only when you ask.</source>
        <translation>Cuenote se conecta a internet solo cuando lo pides.</translation>
    </message>
    <message>
        <source>Cuenote still uses the old version. Try again in a few days.</source>
        <translation>Cuenote sigue usando la versión anterior. Inténtalo de nuevo dentro de unos días.</translation>
    </message>
    <message>
        <source>Cuenote {0}</source>
        <translatorcomment>same</translatorcomment>
        <translation>Cuenote {0}</translation>
    </message>
    <message>
        <source>Custom model</source>
        <translation>Modelo propio</translation>
    </message>
    <message>
        <source>Custom model…</source>
        <translation>Modelo propio…</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Cortar</translation>
    </message>
    <message>
        <source>Cut</source>
        <comment>question</comment>
        <translation>Corte</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>Dañado</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Oscuro</translation>
    </message>
    <message>
        <source>Dark, high contrast</source>
        <translation>Oscuro, alto contraste</translation>
    </message>
    <message>
        <source>Default folder</source>
        <translation>Carpeta predeterminada</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Eliminar</translation>
    </message>
    <message>
        <source>Delete bullet</source>
        <translation>Eliminar viñeta</translation>
    </message>
    <message>
        <source>Delete saved video?</source>
        <translation>¿Eliminar video guardado?</translation>
    </message>
    <message>
        <source>Delete saved video…</source>
        <translation>Eliminar video guardado…</translation>
    </message>
    <message>
        <source>Delete transcript…</source>
        <translation>Eliminar transcripción…</translation>
    </message>
    <message>
        <source>Delete unfinished video</source>
        <translation>Eliminar video sin terminar</translation>
    </message>
    <message>
        <source>Delete “{0}”</source>
        <translation>Eliminar “{0}”</translation>
    </message>
    <message numerus="yes">
        <source>Deleted 1 note.|Deleted %n notes.</source>
        <translation>
            <numerusform>Se eliminó 1 nota.</numerusform>
            <numerusform>Se eliminaron %n notas.</numerusform>
        </translation>
    </message>
    <message>
        <source>Describe the video</source>
        <translation>Describir el video</translation>
    </message>
    <message>
        <source>Detect automatically</source>
        <translation>Detectar automáticamente</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Descartar</translation>
    </message>
    <message>
        <source>Discard changes</source>
        <translation>Descartar cambios</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Terminado</translation>
    </message>
    <message>
        <source>Download and transcribe</source>
        <translation>Descargar y transcribir</translation>
    </message>
    <message>
        <source>Download cancelled.</source>
        <translation>Descarga cancelada.</translation>
    </message>
    <message>
        <source>Download failed. {0}</source>
        <translation>No se pudo descargar. {0}</translation>
    </message>
    <message>
        <source>Download it again.</source>
        <translation>Descárgalo de nuevo.</translation>
    </message>
    <message>
        <source>Download or copy it again.</source>
        <translation>Descárgalo o cópialo de nuevo.</translation>
    </message>
    <message>
        <source>Downloading</source>
        <translation>Descargando</translation>
    </message>
    <message>
        <source>Downloading model {0}</source>
        <translation>Descargando el modelo {0}</translation>
    </message>
    <message>
        <source>Drag</source>
        <translation>Arrastrar</translation>
    </message>
    <message>
        <source>Drag over the picture, or place the mark with the arrow keys.</source>
        <translation>Arrastra sobre la imagen o coloca la señal con las teclas de flecha.</translation>
    </message>
    <message>
        <source>Draw marks into added frames</source>
        <translation>Dibujar señales en los fotogramas agregados</translation>
    </message>
    <message>
        <source>Drop a video here to start a note.</source>
        <translation>Suelta un video aquí para empezar una nota.</translation>
    </message>
    <message>
        <source>Drop a video here, or paste its link.</source>
        <translation>Suelta un video aquí o pega su enlace.</translation>
    </message>
    <message>
        <source>Drop a {0} or {1} file here, or choose one.</source>
        <translation>Suelta aquí un archivo {0} o {1}, o elige uno.</translation>
    </message>
    <message>
        <source>Duplicate note</source>
        <translation>Duplicar nota</translation>
    </message>
    <message>
        <source>Duplicated as “{0}”</source>
        <translation>Se duplicó como “{0}”</translation>
    </message>
    <message>
        <source>Each claim is shown as a subtitle while the video plays.</source>
        <translation>Cada afirmación se muestra como subtítulo mientras se reproduce el video.</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Editar</translation>
    </message>
    <message>
        <source>Edit bullet</source>
        <translation>Editar viñeta</translation>
    </message>
    <message>
        <source>Edit “{0}”</source>
        <translation>Editar “{0}”</translation>
    </message>
    <message>
        <source>Empty link (Media Notes)</source>
        <translation>Enlace vacío (Media Notes)</translation>
    </message>
    <message>
        <source>English</source>
        <comment>this language: its name in itself</comment>
        <translation>Español (Latinoamérica)</translation>
    </message>
    <message>
        <source>English only</source>
        <translation>solo inglés</translation>
    </message>
    <message>
        <source>Enter choose</source>
        <translation>Intro elegir</translation>
    </message>
    <message>
        <source>Enter open</source>
        <translation>Intro abrir</translation>
    </message>
    <message>
        <source>Enter open and seek</source>
        <translation>Intro abrir e ir al tiempo</translation>
    </message>
    <message>
        <source>Enter run</source>
        <translation>Intro ejecutar</translation>
    </message>
    <message>
        <source>Esc close</source>
        <translation>Esc cerrar</translation>
    </message>
    <message>
        <source>Escaped bracket</source>
        <translation>Corchetes escapados</translation>
    </message>
    <message>
        <source>Estimating size…</source>
        <translation>Estimando el tamaño…</translation>
    </message>
    <message>
        <source>Exact</source>
        <comment>answer</comment>
        <extracomment>Of how clips are cut.</extracomment>
        <translation>Exacto</translation>
    </message>
    <message>
        <source>Export search results…</source>
        <translation>Exportar resultados de búsqueda…</translation>
    </message>
    <message>
        <source>Export selected notes…</source>
        <translation>Exportar notas seleccionadas…</translation>
    </message>
    <message>
        <source>Exported {0}</source>
        <translation>Se exportó {0}</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>Exportando</translation>
    </message>
    <message>
        <source>Exporting {0}…</source>
        <translation>Exportando {0}…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportar…</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Con error</translation>
    </message>
    <message>
        <source>Fast</source>
        <comment>answer</comment>
        <translation>Rápido</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>Más rápido</translation>
    </message>
    <message>
        <source>Fence (Timestamp Notes)</source>
        <translation>Bloque de código (Timestamp Notes)</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Archivo</translation>
    </message>
    <message>
        <source>Filter</source>
        <comment>to show fewer claims</comment>
        <translation>Filtrar</translation>
    </message>
    <message>
        <source>Filter by title</source>
        <translation>Filtrar por título</translation>
    </message>
    <message>
        <source>Filter claims</source>
        <translation>Filtrar afirmaciones</translation>
    </message>
    <message>
        <source>Filter claims by #{0}</source>
        <translation>Filtrar afirmaciones por #{0}</translation>
    </message>
    <message>
        <source>Filter notes</source>
        <translation>Filtrar notas</translation>
    </message>
    <message>
        <source>Filter saved videos</source>
        <translation>Filtrar videos guardados</translation>
    </message>
    <message>
        <source>Filtered claims</source>
        <translation>Afirmaciones filtradas</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <source>Find a setting</source>
        <translation>Buscar preferencia</translation>
    </message>
    <message>
        <source>Find an action or a setting</source>
        <translation>Buscar una acción o preferencia</translation>
    </message>
    <message>
        <source>Find automatically</source>
        <translation>Buscar automáticamente</translation>
    </message>
    <message>
        <source>Find in note</source>
        <translation>Buscar en la nota</translation>
    </message>
    <message>
        <source>Find in transcript</source>
        <translation>Buscar en la transcripción</translation>
    </message>
    <message>
        <source>Find next</source>
        <translation>Buscar siguiente</translation>
    </message>
    <message>
        <source>Find previous</source>
        <translation>Buscar anterior</translation>
    </message>
    <message>
        <source>Find where this is said…</source>
        <translation>Buscar dónde se dice…</translation>
    </message>
    <message numerus="yes">
        <source>Fix 1 mark|Fix %n marks</source>
        <translation>
            <numerusform>Corregir 1 señal</numerusform>
            <numerusform>Corregir %n señales</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Fix 1 time|Fix %n times</source>
        <translation>
            <numerusform>Corregir 1 tiempo</numerusform>
            <numerusform>Corregir %n tiempos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Fix the time|Fix all %n times</source>
        <translation>
            <numerusform>Corregir el tiempo</numerusform>
            <numerusform>Corregir los %n tiempos</numerusform>
        </translation>
    </message>
    <message>
        <source>Fix times</source>
        <translation>Corregir tiempos</translation>
    </message>
    <message>
        <source>Fix {0}</source>
        <translation>Corregir {0}</translation>
    </message>
    <message>
        <source>Fixed</source>
        <translation>Corregidas</translation>
    </message>
    <message numerus="yes">
        <source>Fixed 1 timestamp in {0}.|Fixed %n timestamps in {0}.</source>
        <translation>
            <numerusform>Se corrigió 1 marca de tiempo en {0}.</numerusform>
            <numerusform>Se corrigieron %n marcas de tiempo en {0}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Carpeta</translation>
    </message>
    <message>
        <source>Folder for new notes</source>
        <translation>Carpeta para notas nuevas</translation>
    </message>
    <message>
        <source>Folder for saved videos</source>
        <translation>Carpeta para los videos guardados</translation>
    </message>
    <message>
        <source>Folder “{0}” not found. It was moved or deleted, or its disk is not connected.</source>
        <translation>No se encontró la carpeta “{0}”. Se movió o se eliminó, o su disco no está conectado.</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Carpetas</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Seguir</translation>
    </message>
    <message>
        <source>Follow a link…</source>
        <translation>Seguir un enlace…</translation>
    </message>
    <message>
        <source>Follow video</source>
        <translation>Seguir video</translation>
    </message>
    <message>
        <source>Following the video.</source>
        <translation>Se sigue el video.</translation>
    </message>
    <message>
        <source>For example 2.5, 1:30 or -1:30 (earlier).</source>
        <translation>Por ejemplo, 2,5; 1:30 o -1:30 (antes).</translation>
    </message>
    <message>
        <source>For example 9:07, 1:02:03 or 62; a range: 1:02-1:40.</source>
        <translation>Por ejemplo, 9:07, 1:02:03 o 62; un intervalo: 1:02-1:40.</translation>
    </message>
    <message>
        <source>For notes without timestamps. In other notes, new ones are written like the rest.</source>
        <translation>Para notas sin marcas de tiempo. En las demás, las nuevas se escriben como las que ya hay.</translation>
    </message>
    <message>
        <source>For spelling, subtitles and transcripts.</source>
        <translation>Para la ortografía, los subtítulos y las transcripciones.</translation>
    </message>
    <message>
        <source>For the selected words</source>
        <translation>Para las palabras seleccionadas</translation>
    </message>
    <message>
        <source>For this note</source>
        <translation>Para esta nota</translation>
    </message>
    <message>
        <source>For this problem</source>
        <translation>Para este problema</translation>
    </message>
    <message>
        <source>For videos saved from now on. Those you have stay where they are, and are still found.</source>
        <translation>Para los videos que se guarden a partir de ahora. Los que ya tienes se quedan donde están y se siguen encontrando.</translation>
    </message>
    <message>
        <source>For videos that need a sign-in. Sent only to that site.</source>
        <translation>Para videos que piden iniciar sesión. Solo se envían a ese sitio.</translation>
    </message>
    <message>
        <source>For {0}</source>
        <translation>Para {0}</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Formato</translation>
    </message>
    <message>
        <source>Formats</source>
        <translation>Formatos</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Adelante</translation>
    </message>
    <message>
        <source>Forward 1 second</source>
        <translation>Avanzar 1 segundo</translation>
    </message>
    <message>
        <source>Forward 5 seconds</source>
        <translation>Avanzar 5 segundos</translation>
    </message>
    <message>
        <source>Forward {0} seconds</source>
        <translation>Avanzar {0} segundos</translation>
    </message>
    <message>
        <source>Found in the vault, by the ID in its name.</source>
        <translation>Encontrado en la bóveda, por el ID en su nombre.</translation>
    </message>
    <message>
        <source>Found next to the note, by the ID in its name.</source>
        <translation>Encontrado junto a la nota, por el ID en su nombre.</translation>
    </message>
    <message>
        <source>Frame added.</source>
        <translation>Fotograma agregado.</translation>
    </message>
    <message>
        <source>Frame at {0}</source>
        <translation>Fotograma en {0}</translation>
    </message>
    <message>
        <source>Frame copied: {0}, {1} × {2}.</source>
        <translation>Fotograma copiado: {0}, {1} × {2}.</translation>
    </message>
    <message>
        <source>Frame {0}</source>
        <comment>a picture of the video at a time</comment>
        <translation>Fotograma {0}</translation>
    </message>
    <message>
        <source>Free software under the MIT licence.</source>
        <translation>Software libre con licencia MIT.</translation>
    </message>
    <message>
        <source>Free some space and try again.</source>
        <translation>Libera espacio e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>Free some space or delete saved videos, then try again; it continues where it stopped.</source>
        <translation>Libera espacio o elimina videos guardados e inténtalo de nuevo; continúa donde se detuvo.</translation>
    </message>
    <message>
        <source>Free some space, or check the permissions of that folder.</source>
        <translation>Libera espacio o comprueba los permisos de esa carpeta.</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Origen</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Pantalla completa</translation>
    </message>
    <message>
        <source>General</source>
        <translatorcomment>same</translatorcomment>
        <translation>General</translation>
    </message>
    <message>
        <source>Go to a bullet first: click on it, or use the arrow keys.</source>
        <translation>Ve antes a una viñeta: haz clic en ella o usa las teclas de flecha.</translation>
    </message>
    <message>
        <source>Go to a claim first.</source>
        <translation>Ve antes a una afirmación.</translation>
    </message>
    <message>
        <source>Go to a problem first.</source>
        <translation>Ve antes a un problema.</translation>
    </message>
    <message>
        <source>Go to a section with timestamps first.</source>
        <translation>Ve antes a una sección con marcas de tiempo.</translation>
    </message>
    <message>
        <source>Go to claim at cursor</source>
        <translation>Ir a la afirmación en el cursor</translation>
    </message>
    <message>
        <source>Go to {0}</source>
        <translation>Ir a {0}</translation>
    </message>
    <message>
        <source>Going to a claim starts a paused video.</source>
        <translation>Ir a una afirmación reanuda un video en pausa.</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Guía</translation>
    </message>
    <message>
        <source>Heading</source>
        <translation>Encabezado</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Ayuda</translation>
    </message>
    <message>
        <source>Hidden</source>
        <comment>state</comment>
        <translation>No visible</translation>
    </message>
    <message>
        <source>Hold Ctrl and drag to change the time, or press {0} or {1}</source>
        <translation>Para cambiar el tiempo, arrastra con la tecla Ctrl presionada o presiona {0} o {1}</translation>
    </message>
    <message>
        <source>Hold the mouse button on the picture, or {0}.</source>
        <translation>Mantén presionado el botón del mouse sobre la imagen, o {0}.</translation>
    </message>
    <message>
        <source>Hold the mouse button on the picture.</source>
        <translation>Mantén presionado el botón del mouse sobre la imagen.</translation>
    </message>
    <message>
        <source>Hold to fast-forward</source>
        <translation>Mantener para avanzar rápido</translation>
    </message>
    <message>
        <source>How far the left and right arrow keys go.</source>
        <translation>Cuánto se salta con las flechas izquierda y derecha.</translation>
    </message>
    <message>
        <source>How long after the last change. 0: only when you save.</source>
        <translation>Cuánto tiempo después del último cambio. 0: solo cuando guardas.</translation>
    </message>
    <message>
        <source>I understand</source>
        <translation>Entendido</translation>
    </message>
    <message>
        <source>Ignore</source>
        <translation>Ignorar</translation>
    </message>
    <message>
        <source>Ignore all</source>
        <translation>Ignorar todos</translation>
    </message>
    <message>
        <source>Ignore problem</source>
        <translation>Ignorar problema</translation>
    </message>
    <message>
        <source>In English</source>
        <translation>En inglés</translation>
    </message>
    <message>
        <source>In full screen, only the video is shown.</source>
        <translation>En pantalla completa solo se muestra el video.</translation>
    </message>
    <message>
        <source>In note</source>
        <translation>En la nota</translation>
    </message>
    <message>
        <source>In note: {0}, read as mm:ss: {1}</source>
        <translation>En la nota: {0}, leído como mm:ss: {1}</translation>
    </message>
    <message>
        <source>In note: {0}, read as {1}; it could be {2}</source>
        <translation>En la nota: {0}, leído como {1}; podría ser {2}</translation>
    </message>
    <message>
        <source>In the picture</source>
        <comment>answer</comment>
        <translation>En la imagen</translation>
    </message>
    <message>
        <source>In {0}</source>
        <translation>En {0}</translation>
    </message>
    <message>
        <source>In “{0}”</source>
        <translation>En “{0}”</translation>
    </message>
    <message>
        <source>Indent</source>
        <translation>Aumentar sangría</translation>
    </message>
    <message>
        <source>Indent bullet</source>
        <translation>Aumentar sangría de la viñeta</translation>
    </message>
    <message>
        <source>Indexing stopped unexpectedly.</source>
        <translation>La indexación se detuvo inesperadamente.</translation>
    </message>
    <message>
        <source>Install Cuenote again.</source>
        <translation>Instala Cuenote de nuevo.</translation>
    </message>
    <message>
        <source>Install VLC 3 again: the 64-bit one.</source>
        <translation>Instala VLC 3 de nuevo: la versión de 64 bits.</translation>
    </message>
    <message>
        <source>Install VLC 3 with its library (libvlc) and plugins.</source>
        <translation>Instala VLC 3 con su biblioteca (libvlc) y sus complementos.</translation>
    </message>
    <message>
        <source>Install it again: {0}</source>
        <translation>Instálalo de nuevo: {0}</translation>
    </message>
    <message>
        <source>Install the plugins of VLC 3.</source>
        <translation>Instala los complementos de VLC 3.</translation>
    </message>
    <message>
        <source>Interrupted rename completed: {0}</source>
        <translation>Se terminó tras una interrupción: {0}.</translation>
    </message>
    <message>
        <source>Interrupted rename undone: {0}</source>
        <translation>Se deshizo tras una interrupción: {0}.</translation>
    </message>
    <message>
        <source>It can&apos;t be read as a time.</source>
        <translation>No se puede leer como un tiempo.</translation>
    </message>
    <message>
        <source>It is already used for “{0}”.</source>
        <translation>Ya se usa para “{0}”.</translation>
    </message>
    <message>
        <source>It is in {0}, the note in {1}. No timestamps were checked against it.</source>
        <translation>Está en {0}; la nota, en {1}. No se comprobó ninguna marca de tiempo con ella.</translation>
    </message>
    <message>
        <source>It is {2}. Timestamps were checked with that offset.</source>
        <translation>Desfase: {2}. Las marcas de tiempo se comprobaron con ese desfase.</translation>
    </message>
    <message>
        <source>It must be a Whisper model in CTranslate2 format: model.bin, config.json, tokenizer.json and vocabulary.txt.</source>
        <translation>Debe ser un modelo Whisper en formato CTranslate2: model.bin, config.json, tokenizer.json y vocabulary.txt.</translation>
    </message>
    <message>
        <source>It needs a 64-bit system for which packages exist.</source>
        <translation>Necesita un sistema de 64 bits para el que existan paquetes.</translation>
    </message>
    <message>
        <source>It stopped unexpectedly.</source>
        <translation>Se detuvo inesperadamente.</translation>
    </message>
    <message>
        <source>Italic</source>
        <translation>Cursiva</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Tareas</translation>
    </message>
    <message>
        <source>Joining video and audio</source>
        <translation>Uniendo video y audio</translation>
    </message>
    <message>
        <source>Keep changes</source>
        <translation>Conservar los cambios</translation>
    </message>
    <message>
        <source>Kept, because open or changed: {0}.</source>
        <translation>Se conservan por estar abiertas o modificadas: {0}.</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Atajos de teclado</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Atajos de teclado</translation>
    </message>
    <message>
        <source>Labels (Audacity)</source>
        <translation>Etiquetas (Audacity)</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Larger models make fewer mistakes but take longer. Downloaded when first used.</source>
        <translation>Los modelos más grandes cometen menos errores, pero tardan más. Se descargan al usarlos por primera vez.</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Texto más grande</translation>
    </message>
    <message>
        <source>Last opened folder</source>
        <translation>Última carpeta abierta</translation>
    </message>
    <message>
        <source>Learn</source>
        <translation>Aprender</translation>
    </message>
    <message>
        <source>Leave out of export</source>
        <translation>Excluir de la exportación</translation>
    </message>
    <message>
        <source>Left out</source>
        <comment>answer</comment>
        <translation>Omitidas</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Duración</translation>
    </message>
    <message>
        <source>Letter keys</source>
        <translation>Letras como atajos</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Light, high contrast</source>
        <translation>Claro, alto contraste</translation>
    </message>
    <message>
        <source>Likely</source>
        <translation>Probable</translation>
    </message>
    <message>
        <source>Line by line</source>
        <translation>Línea por línea</translation>
    </message>
    <message>
        <source>Link to the time</source>
        <translation>Enlace al tiempo</translation>
    </message>
    <message>
        <source>Link, YouTube ID, or file</source>
        <translation>Enlace, ID de YouTube o archivo</translation>
    </message>
    <message>
        <source>Link: {0}</source>
        <translation>Enlace: {0}</translation>
    </message>
    <message>
        <source>Linked from</source>
        <translation>Enlazada desde</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Enlaces</translation>
    </message>
    <message>
        <source>List notes by video</source>
        <translation>Agrupar notas por video</translation>
    </message>
    <message>
        <source>List options</source>
        <translation>Opciones de la lista</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Cargando…</translation>
    </message>
    <message>
        <source>Looking for notes…</source>
        <translation>Buscando notas…</translation>
    </message>
    <message>
        <source>Looking for subtitles…</source>
        <translation>Buscando subtítulos…</translation>
    </message>
    <message>
        <source>Looking for the video…</source>
        <translation>Buscando el video…</translation>
    </message>
    <message>
        <source>Looking for videos without a transcript…</source>
        <translation>Buscando videos sin transcripción…</translation>
    </message>
    <message>
        <source>Looking up</source>
        <translation>Obteniendo información</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation>Subir volumen</translation>
    </message>
    <message>
        <source>MMM yyyy</source>
        <extracomment>How a month is written: MMM and yyyy as Qt has them, other words in &apos;single quotes&apos;.</extracomment>
        <translation>MMM&#xa0;yyyy</translation>
    </message>
    <message>
        <source>Macro (Logseq)</source>
        <translatorcomment>same</translatorcomment>
        <translation>Macro (Logseq)</translation>
    </message>
    <message>
        <source>Made by Cuenote. What may be shown of a video is subject to the terms of its site.</source>
        <extracomment>Stands below an exported web page.</extracomment>
        <translation>Página hecha con Cuenote. Lo que se puede mostrar de un video está sujeto a las condiciones de su sitio.</translation>
    </message>
    <message>
        <source>Make timestamp</source>
        <translation>Convertir en marca de tiempo</translation>
    </message>
    <message>
        <source>Mark in frame</source>
        <translation>Señalar en el fotograma</translation>
    </message>
    <message>
        <source>Mark outside the frame</source>
        <translation>Señal fuera de la imagen</translation>
    </message>
    <message>
        <source>Mark {0}, {1}</source>
        <translation>Señal {0}, {1}</translation>
    </message>
    <message>
        <source>Mark: {0}</source>
        <extracomment>What is marked in a picture; {0} is where.</extracomment>
        <translation>Señal: {0}</translation>
    </message>
    <message>
        <source>Markdown list</source>
        <extracomment>Is read on: “Markdown list · with links”.</extracomment>
        <translation>Lista Markdown</translation>
    </message>
    <message>
        <source>Markdown list with links</source>
        <translation>Lista Markdown con enlaces</translation>
    </message>
    <message>
        <source>Marks</source>
        <comment>question</comment>
        <translation>Señales</translation>
    </message>
    <message>
        <source>Match case</source>
        <translation>Distinguir mayúsculas y minúsculas</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menú</translation>
    </message>
    <message>
        <source>Merge a copy</source>
        <translation>Combinar una copia</translation>
    </message>
    <message>
        <source>Merge…</source>
        <translation>Combinar…</translation>
    </message>
    <message>
        <source>Minutes and seconds are written as hours and minutes.</source>
        <translation>Los minutos y segundos están escritos como horas y minutos.</translation>
    </message>
    <message>
        <source>Missing: {0}</source>
        <translation>Falta: {0}</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modelo</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Más</translation>
    </message>
    <message>
        <source>More controls</source>
        <translation>Más controles</translation>
    </message>
    <message>
        <source>More results</source>
        <translation>Más resultados</translation>
    </message>
    <message numerus="yes">
        <source>Move 1 note to trash|Move %n notes to trash</source>
        <translation>
            <numerusform>Mover 1 nota a la papelera</numerusform>
            <numerusform>Mover %n notas a la papelera</numerusform>
        </translation>
    </message>
    <message>
        <source>Move bullet down</source>
        <translation>Bajar viñeta</translation>
    </message>
    <message>
        <source>Move bullet up</source>
        <translation>Subir viñeta</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Bajar</translation>
    </message>
    <message>
        <source>Move note to trash</source>
        <translation>Mover nota a la papelera</translation>
    </message>
    <message>
        <source>Move time 1 frame earlier</source>
        <translation>Mover tiempo 1 fotograma antes</translation>
    </message>
    <message>
        <source>Move time 1 frame later</source>
        <translation>Mover tiempo 1 fotograma después</translation>
    </message>
    <message>
        <source>Move time 1 second earlier</source>
        <translation>Mover tiempo 1 segundo antes</translation>
    </message>
    <message>
        <source>Move time 1 second later</source>
        <translation>Mover tiempo 1 segundo después</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Subir</translation>
    </message>
    <message>
        <source>Move “{0}” to “{1}”</source>
        <translation>Mover “{0}” a “{1}”</translation>
    </message>
    <message>
        <source>Moved to “{0}”</source>
        <translation>Nota movida a “{0}”</translation>
    </message>
    <message numerus="yes">
        <source>Moved “{0}” to the trash.|Moved %n notes to the trash.</source>
        <translation>
            <numerusform>Se movió “{0}” a la papelera.</numerusform>
            <numerusform>Se movieron %n notas a la papelera.</numerusform>
        </translation>
    </message>
    <message>
        <source>Moves every timestamp in the note.</source>
        <translation>Mueve todas las marcas de tiempo de la nota.</translation>
    </message>
    <message>
        <source>Moves every timestamp in the selection.</source>
        <translation>Mueve todas las marcas de tiempo de la selección.</translation>
    </message>
    <message>
        <source>Moves every timestamp of the current video.</source>
        <translation>Mueve todas las marcas de tiempo del video actual.</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Silenciar</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>Silenciado</translation>
    </message>
    <message>
        <source>My languages</source>
        <translation>Mis idiomas</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>Nombres</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nunca</translation>
    </message>
    <message>
        <source>New bullet</source>
        <translation>Viñeta nueva</translation>
    </message>
    <message>
        <source>New bullet below</source>
        <translation>Nueva viñeta debajo</translation>
    </message>
    <message>
        <source>New folder…</source>
        <translation>Carpeta nueva…</translation>
    </message>
    <message>
        <source>New note about this link</source>
        <translation>Nota nueva sobre este enlace</translation>
    </message>
    <message>
        <source>New note about this video</source>
        <translation>Nota nueva sobre este video</translation>
    </message>
    <message>
        <source>New note about “{0}”</source>
        <translation>Nota nueva sobre “{0}”</translation>
    </message>
    <message>
        <source>New note “{0}”…</source>
        <translation>Nota nueva “{0}”…</translation>
    </message>
    <message>
        <source>New note…</source>
        <translation>Nota nueva…</translation>
    </message>
    <message>
        <source>New paragraph</source>
        <translation>Párrafo nuevo</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>Más recientes</translation>
    </message>
    <message>
        <source>Next chapter</source>
        <translation>Capítulo siguiente</translation>
    </message>
    <message>
        <source>Next claim</source>
        <translation>Afirmación siguiente</translation>
    </message>
    <message>
        <source>Next claim in time</source>
        <translation>Afirmación siguiente en el video</translation>
    </message>
    <message>
        <source>Next frame</source>
        <translation>Fotograma siguiente</translation>
    </message>
    <message>
        <source>Next heading</source>
        <translation>Encabezado siguiente</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>Coincidencia siguiente</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>Panel siguiente</translation>
    </message>
    <message>
        <source>Next problem</source>
        <translation>Problema siguiente</translation>
    </message>
    <message>
        <source>Next result</source>
        <translation>Resultado siguiente</translation>
    </message>
    <message>
        <source>Next tab</source>
        <translation>Pestaña siguiente</translation>
    </message>
    <message>
        <source>No</source>
        <comment>answer</comment>
        <translatorcomment>same</translatorcomment>
        <translation>No</translation>
    </message>
    <message>
        <source>No audio or motion: {0}</source>
        <translation>Sin audio ni movimiento: {0}</translation>
    </message>
    <message>
        <source>No browser</source>
        <translation>Ningún navegador</translation>
    </message>
    <message>
        <source>No claim at the cursor.</source>
        <translation>No hay ninguna afirmación en el cursor.</translation>
    </message>
    <message>
        <source>No claim at this time.</source>
        <translation>No hay ninguna afirmación en esta posición.</translation>
    </message>
    <message>
        <source>No claim can be played.</source>
        <translation>No se puede reproducir ninguna afirmación.</translation>
    </message>
    <message>
        <source>No claim is ticked.</source>
        <translation>No hay ninguna afirmación marcada.</translation>
    </message>
    <message>
        <source>No folder is open</source>
        <translation>No hay ninguna carpeta abierta</translation>
    </message>
    <message>
        <source>No folder “{0}” in this vault.</source>
        <translation>No hay ninguna carpeta “{0}” en esta bóveda.</translation>
    </message>
    <message>
        <source>No frame of the video can be read.</source>
        <translation>No se puede leer ningún fotograma del video.</translation>
    </message>
    <message>
        <source>No frame of “{0}” can be decoded</source>
        <translation>No se puede decodificar ningún fotograma de “{0}”</translation>
    </message>
    <message>
        <source>No ignored problems.</source>
        <translation>No hay problemas ignorados.</translation>
    </message>
    <message>
        <source>No model or folder is called “{0}”.</source>
        <translation>Ningún modelo ni carpeta se llama “{0}”.</translation>
    </message>
    <message>
        <source>No note at “{0}”.</source>
        <translation>No hay ninguna nota en “{0}”.</translation>
    </message>
    <message>
        <source>No note in this vault is about that video.</source>
        <translation>Ninguna nota de esta bóveda trata de ese video.</translation>
    </message>
    <message>
        <source>No note in this vault is about {0}.</source>
        <translation>Ninguna nota de esta bóveda trata de {0}.</translation>
    </message>
    <message>
        <source>No note in “{0}” has timestamps.</source>
        <translation>Ninguna nota de “{0}” tiene marcas de tiempo.</translation>
    </message>
    <message>
        <source>No note is open</source>
        <translation>No hay ninguna nota abierta</translation>
    </message>
    <message>
        <source>No note “{0}” in this vault.</source>
        <translation>No hay ninguna nota “{0}” en esta bóveda.</translation>
    </message>
    <message>
        <source>No notes</source>
        <translation>Sin notas</translation>
    </message>
    <message>
        <source>No notes in “{0}” yet</source>
        <translation>Aún no hay notas en “{0}”</translation>
    </message>
    <message>
        <source>No one shift fits all timestamps.</source>
        <translation>Ningún desplazamiento único sirve para todas las marcas de tiempo.</translation>
    </message>
    <message>
        <source>No other notes about this video, and no links.</source>
        <translation>No hay otras notas sobre este video ni enlaces.</translation>
    </message>
    <message>
        <source>No problems found.</source>
        <translation>No se encontraron problemas.</translation>
    </message>
    <message>
        <source>No results</source>
        <translation>Sin resultados</translation>
    </message>
    <message>
        <source>No results for “{0}”.</source>
        <translation>No hay resultados para “{0}”.</translation>
    </message>
    <message>
        <source>No saved videos</source>
        <translation>No hay videos guardados</translation>
    </message>
    <message>
        <source>No speech after {0}.</source>
        <translation>No se oye a nadie después de {0}.</translation>
    </message>
    <message>
        <source>No speech around {0}.</source>
        <translation>No se oye a nadie cerca de {0}.</translation>
    </message>
    <message>
        <source>No timestamps for this video yet</source>
        <translation>Aún no hay marcas de tiempo para este video</translation>
    </message>
    <message>
        <source>No timestamps were checked against it.</source>
        <translation>No se comprobó ninguna marca de tiempo con ella.</translation>
    </message>
    <message>
        <source>No transcript</source>
        <translation>Sin transcripción</translation>
    </message>
    <message>
        <source>No transcript made by Cuenote is shown.</source>
        <translation>No se muestra ninguna transcripción hecha con Cuenote.</translation>
    </message>
    <message>
        <source>No transcripts yet: saved videos and notes have none.</source>
        <translation>Aún no hay transcripciones: ni los videos guardados ni las notas las tienen.</translation>
    </message>
    <message>
        <source>No video</source>
        <translation>Sin video</translation>
    </message>
    <message>
        <source>No video at “{0}”.</source>
        <translation>No hay ningún video en “{0}”.</translation>
    </message>
    <message>
        <source>No video in this note</source>
        <translation>No hay video en esta nota</translation>
    </message>
    <message>
        <source>No video is on this computer.</source>
        <translation>Ningún video está en este equipo.</translation>
    </message>
    <message>
        <source>No video is on this computer. Save it for offline first.</source>
        <translation>Ningún video está en este equipo. Guarda uno antes para verlo sin conexión.</translation>
    </message>
    <message>
        <source>No videos saved and no notes created.</source>
        <translation>No se guardó ningún video ni se creó ninguna nota.</translation>
    </message>
    <message>
        <source>No {0} dictionary, so spelling isn&apos;t checked. Install {1}.</source>
        <translation>No hay diccionario de {0}, así que no se revisa la ortografía. Instala {1}.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ninguno</translation>
    </message>
    <message>
        <source>None</source>
        <comment>answer</comment>
        <translation>Ninguno</translation>
    </message>
    <message>
        <source>None of its words are in the transcript: “{0}”</source>
        <translation>Ninguna de sus palabras está en la transcripción: “{0}”</translation>
    </message>
    <message>
        <source>None of these claims can be played: their videos are not saved.</source>
        <translation>Ninguna de estas afirmaciones se puede reproducir: sus videos no están guardados.</translation>
    </message>
    <message>
        <source>Normal speed</source>
        <translation>Velocidad normal</translation>
    </message>
    <message>
        <source>Normal text size</source>
        <translation>Tamaño normal del texto</translation>
    </message>
    <message>
        <source>Not a time</source>
        <translation>No es un tiempo</translation>
    </message>
    <message>
        <source>Not a timestamp</source>
        <translation>No es una marca de tiempo</translation>
    </message>
    <message>
        <source>Not checked: the video was not found.</source>
        <translation>Sin comprobar: no se encontró el video.</translation>
    </message>
    <message>
        <source>Not checked: this note has no video.</source>
        <translation>Sin comprobar: esta nota no tiene video.</translation>
    </message>
    <message>
        <source>Not checked: this video has no transcript.</source>
        <translation>Sin comprobar: este video no tiene transcripción.</translation>
    </message>
    <message>
        <source>Not enough disk space: {0} and {1} to spare are needed, but only {2} is free.</source>
        <translation>No hay espacio suficiente en el disco: hacen falta {0} y {1} de reserva, pero solo hay {2} libres.</translation>
    </message>
    <message>
        <source>Not enough memory for this model.</source>
        <translation>No hay memoria suficiente para este modelo.</translation>
    </message>
    <message>
        <source>Not following the video.</source>
        <translation>No se sigue el video.</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Ahora no</translation>
    </message>
    <message>
        <source>Not on this computer</source>
        <translation>No está en este equipo</translation>
    </message>
    <message>
        <source>Not opened: {0}.</source>
        <translation>Sin abrir: {0}.</translation>
    </message>
    <message>
        <source>Not saved: {0}</source>
        <translation>Sin guardar: {0}</translation>
    </message>
    <message>
        <source>Not updated, because they changed: {0}</source>
        <translation>Cambiaron desde entonces y no se tocaron: {0}</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Nota</translation>
    </message>
    <message>
        <source>Note as Markdown</source>
        <translation>Nota como Markdown</translation>
    </message>
    <message>
        <source>Note created: “{0}” in {1}</source>
        <translation>Nota creada: “{0}” en {1}</translation>
    </message>
    <message>
        <source>Note options</source>
        <translation>Opciones de la nota</translation>
    </message>
    <message>
        <source>Note, video, or a link</source>
        <translation>Nota, video o enlace</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notas</translation>
    </message>
    <message>
        <source>Notes about this video</source>
        <translation>Notas sobre este video</translation>
    </message>
    <message>
        <source>Notes about videos</source>
        <translation>Notas sobre videos</translation>
    </message>
    <message>
        <source>Notes and videos</source>
        <translation>Notas y videos</translation>
    </message>
    <message>
        <source>Notes beside their videos: click a claim to see where it was said</source>
        <translation>Notas junto a sus videos: haz clic en una afirmación para ver dónde se dice</translation>
    </message>
    <message>
        <source>Nothing is running</source>
        <translation>No hay nada en curso</translation>
    </message>
    <message>
        <source>Nothing left to undo or redo.</source>
        <translation>No queda nada que deshacer ni rehacer.</translation>
    </message>
    <message>
        <source>Nothing to check: this note has no timestamps.</source>
        <translation>Nada que comprobar: esta nota no tiene marcas de tiempo.</translation>
    </message>
    <message>
        <source>Nothing to choose from.</source>
        <translation>No hay nada que elegir.</translation>
    </message>
    <message>
        <source>Nothing to edit here.</source>
        <translation>Aquí no hay nada que editar.</translation>
    </message>
    <message>
        <source>Nothing to export: no timestamp can be played.</source>
        <translation>Nada que exportar: no se puede reproducir ninguna marca de tiempo.</translation>
    </message>
    <message>
        <source>Nothing to export: no timestamps were found.</source>
        <translation>Nada que exportar: no se encontraron marcas de tiempo.</translation>
    </message>
    <message>
        <source>Nothing to undo.</source>
        <translation>Nada que deshacer.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>No se cambió nada.</translation>
    </message>
    <message>
        <source>Nothing was discarded in the last 30 days.</source>
        <translation>No se descartó nada en los últimos 30 días.</translation>
    </message>
    <message>
        <source>Now, {0}</source>
        <translation>Ahora, {0}</translation>
    </message>
    <message>
        <source>On disk</source>
        <translation>En el disco</translation>
    </message>
    <message>
        <source>On the clipboard</source>
        <translation>En el portapapeles</translation>
    </message>
    <message>
        <source>One file that opens in any browser. Whoever reads it can play each claim.</source>
        <translation>Un archivo que se abre en cualquier navegador. Quien lo lee puede reproducir cada afirmación.</translation>
    </message>
    <message numerus="yes">
        <source>One subtitle ends before it starts; it is shown briefly.|%n subtitles end before they start; they are shown briefly.</source>
        <translation>
            <numerusform>Un subtítulo termina antes de empezar; se muestra brevemente.</numerusform>
            <numerusform>%n subtítulos terminan antes de empezar; se muestran brevemente.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>One subtitle has no readable time and was left out.|%n subtitles have no readable time and were left out.</source>
        <translation>
            <numerusform>Un subtítulo no tiene un tiempo legible y se omitió.</numerusform>
            <numerusform>%n subtítulos no tienen un tiempo legible y se omitieron.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>One subtitle is before the start of the video and was left out.|%n subtitles are before the start of the video and were left out.</source>
        <translation>
            <numerusform>Un subtítulo es anterior al inicio del video y se omitió.</numerusform>
            <numerusform>%n subtítulos son anteriores al inicio del video y se omitieron.</numerusform>
        </translation>
    </message>
    <message>
        <source>One video</source>
        <extracomment>Is read on: “One video · of all claims”.</extracomment>
        <translation>Un solo video</translation>
    </message>
    <message>
        <source>One video of all claims</source>
        <translation>Un solo video de todas las afirmaciones</translation>
    </message>
    <message>
        <source>One-time download: {0}.</source>
        <translation>Se descarga una sola vez: {0}.</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>En línea</translation>
    </message>
    <message>
        <source>Only claims in notes can be exported.</source>
        <translation>Solo se pueden exportar afirmaciones de notas.</translation>
    </message>
    <message>
        <source>Only the times in the notes were checked: there are no videos or transcripts.</source>
        <translation>Solo se comprobaron los tiempos de las notas: no hay videos ni transcripciones.</translation>
    </message>
    <message>
        <source>Only the times themselves were checked: this video has no transcript.</source>
        <translation>Solo se comprobaron los tiempos en sí: este video no tiene transcripción.</translation>
    </message>
    <message>
        <source>Only with problems</source>
        <translation>Solo con problemas</translation>
    </message>
    <message>
        <source>Open a folder of notes or videos</source>
        <translation>Abrir una carpeta de notas o videos</translation>
    </message>
    <message>
        <source>Open a note first.</source>
        <translation>Abre antes una nota.</translation>
    </message>
    <message>
        <source>Open a note to see the transcript of its video.</source>
        <translation>Abre una nota para ver la transcripción de su video.</translation>
    </message>
    <message>
        <source>Open a video first.</source>
        <translation>Abre antes un video.</translation>
    </message>
    <message>
        <source>Open and stay in the search</source>
        <translation>Abrir y mantener abierta la búsqueda</translation>
    </message>
    <message>
        <source>Open anyway</source>
        <translation>Abrir de todos modos</translation>
    </message>
    <message>
        <source>Open first note</source>
        <translation>Abrir primera nota</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>Abrir carpeta…</translation>
    </message>
    <message>
        <source>Open in browser</source>
        <translation>Abrir en el navegador</translation>
    </message>
    <message>
        <source>Open link</source>
        <translation>Abrir enlace</translation>
    </message>
    <message>
        <source>Open list again</source>
        <translation>Abrir lista de nuevo</translation>
    </message>
    <message>
        <source>Open note</source>
        <translation>Abrir nota</translation>
    </message>
    <message>
        <source>Open this note?</source>
        <translation>¿Abrir esta nota?</translation>
    </message>
    <message>
        <source>Open video in browser</source>
        <translation>Abrir video en el navegador</translation>
    </message>
    <message>
        <source>Open “{0}”</source>
        <translation>Abrir “{0}”</translation>
    </message>
    <message>
        <source>Open “{0}” here</source>
        <translation>Abrir “{0}” aquí</translation>
    </message>
    <message>
        <source>Open “{0}” here (Ctrl+Enter)</source>
        <translation>Abrir “{0}” aquí (Control+Intro)</translation>
    </message>
    <message>
        <source>Opening “{0}”…</source>
        <translation>Abriendo “{0}”…</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Abrir…</translation>
    </message>
    <message>
        <source>Org link</source>
        <translation>Enlace de Org</translation>
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
        <translation>Otra carpeta…</translation>
    </message>
    <message>
        <source>Other programs</source>
        <translation>Otros programas</translation>
    </message>
    <message>
        <source>Other time…</source>
        <translation>Otro momento…</translation>
    </message>
    <message>
        <source>Outdent</source>
        <translation>Reducir sangría</translation>
    </message>
    <message>
        <source>Outdent bullet</source>
        <translation>Reducir sangría de la viñeta</translation>
    </message>
    <message>
        <source>PDF, paper</source>
        <translation>PDF, papel, impresora</translation>
    </message>
    <message>
        <source>PDF, web page, clips, Anki, subtitles, timeline</source>
        <translation>PDF, página web, clips, Anki, subtítulos, línea de tiempo</translation>
    </message>
    <message>
        <source>Past the end</source>
        <translation>Después del final</translation>
    </message>
    <message>
        <source>Past the end · the hour is wrong</source>
        <translation>Después del final · la hora es incorrecta</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Pegar</translation>
    </message>
    <message>
        <source>Paste a link or YouTube ID, or choose a file.</source>
        <translation>Pega un enlace o un ID de YouTube, o elige un archivo.</translation>
    </message>
    <message>
        <source>Paste a link to a playlist or channel.</source>
        <translation>Pega un enlace a una lista de reproducción o un canal.</translation>
    </message>
    <message>
        <source>Paste a link to a playlist, a channel or another page with many videos.</source>
        <translation>Pega un enlace a una lista de reproducción, un canal u otra página con muchos videos.</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausar</translation>
    </message>
    <message>
        <source>Pause all</source>
        <translation>Pausar todo</translation>
    </message>
    <message>
        <source>Pause while typing</source>
        <translation>Pausar al escribir</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>En pausa</translation>
    </message>
    <message>
        <source>Pick one from the list of “{0}”, or drop a video here to start a note.</source>
        <translation>Elige una de la lista de “{0}” o suelta aquí un video para empezar una nota.</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Imagen</translation>
    </message>
    <message>
        <source>Pictures</source>
        <comment>question</comment>
        <translation>Imágenes</translation>
    </message>
    <message>
        <source>Pictures and clips</source>
        <extracomment>What screen readers call the part of a page with the pictures and clips of timestamps.</extracomment>
        <translation>Imágenes y clips</translation>
    </message>
    <message>
        <source>Plain time</source>
        <translation>Tiempo sin formato</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Reproducción</translation>
    </message>
    <message>
        <source>Play</source>
        <comment>button</comment>
        <translation>Reproducir</translation>
    </message>
    <message>
        <source>Play after a jump</source>
        <translation>Reproducir tras un salto</translation>
    </message>
    <message>
        <source>Play claims</source>
        <translation>Reproducir afirmaciones</translation>
    </message>
    <message>
        <source>Play claims from here</source>
        <translation>Reproducir afirmaciones desde aquí</translation>
    </message>
    <message>
        <source>Play claims of selected notes</source>
        <translation>Reproducir afirmaciones de las notas seleccionadas</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>Reproducir o pausar</translation>
    </message>
    <message>
        <source>Play results only</source>
        <translation>Reproducir solo resultados</translation>
    </message>
    <message>
        <source>Play suggested time</source>
        <translation>Reproducir tiempo sugerido</translation>
    </message>
    <message>
        <source>Play suggested times automatically</source>
        <translation>Reproducir tiempos sugeridos automáticamente</translation>
    </message>
    <message>
        <source>Play time in note</source>
        <translation>Reproducir tiempo de la nota</translation>
    </message>
    <message>
        <source>Play {0}</source>
        <translation>Reproducir {0}</translation>
    </message>
    <message>
        <source>Play “{0}”</source>
        <translation>Reproducir “{0}”</translation>
    </message>
    <message>
        <source>Playing</source>
        <translation>Reproducción</translation>
    </message>
    <message>
        <source>Playing</source>
        <comment>state</comment>
        <translation>Reproduciendo</translation>
    </message>
    <message>
        <source>Playing now</source>
        <translation>Se dice ahora</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>Preferencias…</translation>
    </message>
    <message>
        <source>Press a key, or Esc to cancel</source>
        <translation>Tecla nueva (Esc cancela)</translation>
    </message>
    <message>
        <source>Press the new key for “{0}”</source>
        <translation>Presiona la tecla nueva para “{0}”</translation>
    </message>
    <message>
        <source>Press {0} to review</source>
        <translation>Presiona {0} para revisar</translation>
    </message>
    <message>
        <source>Press {0} while the video plays to add one.</source>
        <translation>Presiona {0} mientras se reproduce el video para agregar una.</translation>
    </message>
    <message>
        <source>Previous chapter</source>
        <translation>Capítulo anterior</translation>
    </message>
    <message>
        <source>Previous claim</source>
        <translation>Afirmación anterior</translation>
    </message>
    <message>
        <source>Previous claim in time</source>
        <translation>Afirmación anterior en el video</translation>
    </message>
    <message>
        <source>Previous frame</source>
        <translation>Fotograma anterior</translation>
    </message>
    <message>
        <source>Previous heading</source>
        <translation>Encabezado anterior</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>Coincidencia anterior</translation>
    </message>
    <message>
        <source>Previous pane</source>
        <translation>Panel anterior</translation>
    </message>
    <message>
        <source>Previous problem</source>
        <translation>Problema anterior</translation>
    </message>
    <message>
        <source>Previous result</source>
        <translation>Resultado anterior</translation>
    </message>
    <message>
        <source>Previous tab</source>
        <translation>Pestaña anterior</translation>
    </message>
    <message>
        <source>Print “{0}”</source>
        <translation>Imprimir “{0}”</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Imprimir…</translation>
    </message>
    <message>
        <source>Probably not said here</source>
        <translation>Probablemente no se dice aquí</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Problemas</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Publicado</translation>
    </message>
    <message>
        <source>Put the cursor in a sentence, or select one, to find its time.</source>
        <translation>Coloca el cursor en una frase, o selecciona una, para buscar cuándo se dice.</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Calidad</translation>
    </message>
    <message>
        <source>Quality of saved videos</source>
        <translation>Calidad de los videos guardados</translation>
    </message>
    <message>
        <source>Quieter</source>
        <translation>Bajar volumen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Salir</translation>
    </message>
    <message>
        <source>Quote in note</source>
        <translation>Citar en la nota</translation>
    </message>
    <message>
        <source>Quote with start and end time</source>
        <translation>Citar con tiempo inicial y final</translation>
    </message>
    <message>
        <source>Quote {0}</source>
        <comment>what is said at a time</comment>
        <translation>Citar {0}</translation>
    </message>
    <message>
        <source>Quoted from {0}</source>
        <translation>Citado: {0}</translation>
    </message>
    <message>
        <source>Quoted: {0}</source>
        <translation>Citado: {0}</translation>
    </message>
    <message>
        <source>Reaction time</source>
        <translation>Tiempo de reacción</translation>
    </message>
    <message>
        <source>Read</source>
        <extracomment>Headings above the formats of an export: what one can do with what is made.</extracomment>
        <translation>Leer</translation>
    </message>
    <message>
        <source>Read as {0}</source>
        <translation>Leer como {0}</translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation>Solo lectura</translation>
    </message>
    <message>
        <source>Reading audio: {0} %</source>
        <translation>Leyendo el audio: {0}&#xa0;%</translation>
    </message>
    <message>
        <source>Reassign</source>
        <translation>Reasignar</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Recientes</translation>
    </message>
    <message>
        <source>Recent notes and videos</source>
        <translation>Notas y videos recientes</translation>
    </message>
    <message>
        <source>Recent searches</source>
        <translation>Búsquedas recientes</translation>
    </message>
    <message>
        <source>Recover text</source>
        <translation>Recuperar texto</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Rehacer</translation>
    </message>
    <message>
        <source>Redone: {0}</source>
        <translation>Se rehizo: {0}</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>Expresión regular</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>Recargar</translation>
    </message>
    <message>
        <source>Reload from disk</source>
        <translation>Recargar desde el disco</translation>
    </message>
    <message>
        <source>Reloaded: the note changed on disk.</source>
        <translation>Nota recargada: cambió en el disco.</translation>
    </message>
    <message>
        <source>Remove end time</source>
        <translation>Quitar tiempo final</translation>
    </message>
    <message>
        <source>Remove from list</source>
        <translation>Quitar de la lista</translation>
    </message>
    <message>
        <source>Remove mark</source>
        <translation>Quitar señal</translation>
    </message>
    <message>
        <source>Removed “{0}” from the list. Its notes stay where they are.</source>
        <translation>Se quitó “{0}” de la lista. Sus notas se quedan donde están.</translation>
    </message>
    <message>
        <source>Rename “{0}” to “{1}”</source>
        <translation>Cambiar el nombre de “{0}” a “{1}”</translation>
    </message>
    <message>
        <source>Renamed to “{0}”</source>
        <translation>Nombre cambiado a “{0}”</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Cambiar nombre…</translation>
    </message>
    <message>
        <source>Repeat claim</source>
        <translation>Repetir afirmación</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Reemplazar</translation>
    </message>
    <message>
        <source>Replace all</source>
        <translation>Reemplazar todo</translation>
    </message>
    <message>
        <source>Replace in all notes</source>
        <translation>Reemplazar en todas las notas</translation>
    </message>
    <message>
        <source>Replace in folder…</source>
        <translation>Reemplazar en la carpeta…</translation>
    </message>
    <message>
        <source>Replace in note…</source>
        <translation>Reemplazar en la nota…</translation>
    </message>
    <message>
        <source>Replace in vault…</source>
        <translation>Reemplazar en la bóveda…</translation>
    </message>
    <message>
        <source>Replace in “{0}”</source>
        <translation>Reemplazar en “{0}”</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>Reemplazar con</translation>
    </message>
    <message>
        <source>Replace {0}</source>
        <translation>Reemplazar {0}</translation>
    </message>
    <message>
        <source>Replace “{0}”</source>
        <translation>Reemplazar “{0}”</translation>
    </message>
    <message>
        <source>Replace “{0}”?</source>
        <translation>¿Reemplazar “{0}”?</translation>
    </message>
    <message numerus="yes">
        <source>Replaced 1 match.|Replaced %n matches.</source>
        <translation>
            <numerusform>Se reemplazó 1 coincidencia.</numerusform>
            <numerusform>Se reemplazaron %n coincidencias.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Replaced 1 place in {0}.|Replaced %n places in {0}.</source>
        <translation>
            <numerusform>Se reemplazó 1 lugar en {0}.</numerusform>
            <numerusform>Se reemplazaron %n lugares en {0}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Restablecer</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Restablecer todo</translation>
    </message>
    <message>
        <source>Reset all keys</source>
        <translation>Restablecer todos los atajos</translation>
    </message>
    <message numerus="yes">
        <source>Reset the keys of 1 action?|Reset the keys of %n actions?</source>
        <translation>
            <numerusform>¿Restablecer los atajos de 1 acción?</numerusform>
            <numerusform>¿Restablecer los atajos de %n acciones?</numerusform>
        </translation>
    </message>
    <message>
        <source>Reset to default: {0}</source>
        <translation>Restablecer: {0}</translation>
    </message>
    <message>
        <source>Resolution</source>
        <comment>question</comment>
        <translation>Resolución</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Restaurar</translation>
    </message>
    <message>
        <source>Restore previous version</source>
        <translation>Restaurar la versión anterior</translation>
    </message>
    <message>
        <source>Restored unsaved text in “{0}”.</source>
        <translation>Se recuperó el texto sin guardar de “{0}”.</translation>
    </message>
    <message>
        <source>Result {0} of {1}</source>
        <translation>Resultado {0} de {1}</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Resultados</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reanudar</translation>
    </message>
    <message>
        <source>Resume all</source>
        <translation>Reanudar todo</translation>
    </message>
    <message>
        <source>Run `cuenote doctor` to see how to install one.</source>
        <translation>Ejecuta `cuenote doctor` para ver cómo instalar uno.</translation>
    </message>
    <message>
        <source>SRT file</source>
        <comment>answer</comment>
        <translation>Archivo SRT</translation>
    </message>
    <message>
        <source>Safe fix</source>
        <translation>Corrección segura</translation>
    </message>
    <message>
        <source>Said at {0}, not {1}</source>
        <translation>Se dice en {0}, no en {1}</translation>
    </message>
    <message>
        <source>Said elsewhere</source>
        <translation>En otra parte</translation>
    </message>
    <message>
        <source>Same as system</source>
        <translation>Como el sistema</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>Guardar una copia</translation>
    </message>
    <message>
        <source>Save a copy elsewhere.</source>
        <translation>Guarda una copia en otro lugar.</translation>
    </message>
    <message>
        <source>Save a copy elsewhere…</source>
        <translation>Guardar una copia en otro lugar…</translation>
    </message>
    <message>
        <source>Save a copy of transcript…</source>
        <translation>Guardar una copia de la transcripción…</translation>
    </message>
    <message>
        <source>Save again</source>
        <translation>Guardar de nuevo</translation>
    </message>
    <message>
        <source>Save all videos of this note…</source>
        <translation>Guardar todos los videos de esta nota…</translation>
    </message>
    <message>
        <source>Save automatically</source>
        <translation>Guardar automáticamente</translation>
    </message>
    <message>
        <source>Save for offline…</source>
        <translation>Guardar para ver sin conexión…</translation>
    </message>
    <message>
        <source>Save from playlist or channel…</source>
        <translation>Guardar de una lista de reproducción o un canal…</translation>
    </message>
    <message>
        <source>Save from playlist…</source>
        <translation>Guardar de una lista…</translation>
    </message>
    <message>
        <source>Save in</source>
        <translation>Guardar en</translation>
    </message>
    <message>
        <source>Save it for offline, or open it in the browser.</source>
        <translation>Guárdalo para verlo sin conexión o ábrelo en el navegador.</translation>
    </message>
    <message>
        <source>Save one first: `cuenote save`.</source>
        <translation>Guarda uno antes: `cuenote save`.</translation>
    </message>
    <message>
        <source>Save the rest</source>
        <translation>Guardar el resto</translation>
    </message>
    <message numerus="yes">
        <source>Save this video for offline?|Save %n videos for offline?</source>
        <translation>
            <numerusform>¿Guardar este video para verlo sin conexión?</numerusform>
            <numerusform>¿Guardar %n videos para verlos sin conexión?</numerusform>
        </translation>
    </message>
    <message>
        <source>Save video for offline…</source>
        <translation>Guardar video para ver sin conexión…</translation>
    </message>
    <message>
        <source>Save video with subtitles…</source>
        <translation>Guardar video con subtítulos…</translation>
    </message>
    <message>
        <source>Save videos of selected notes…</source>
        <translation>Guardar videos de las notas seleccionadas…</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Guardado</translation>
    </message>
    <message>
        <source>Saved as {0}</source>
        <translation>Se guardó como {0}</translation>
    </message>
    <message>
        <source>Saved for offline.</source>
        <translation>Guardado para ver sin conexión.</translation>
    </message>
    <message>
        <source>Saved in {0}</source>
        <translation>Se guarda en {0}</translation>
    </message>
    <message>
        <source>Saved videos</source>
        <translation>Videos guardados</translation>
    </message>
    <message>
        <source>Saved “{0}”.</source>
        <translation>Se guardó “{0}”.</translation>
    </message>
    <message>
        <source>Saved: {0}</source>
        <translation>Guardado: {0}</translation>
    </message>
    <message numerus="yes">
        <source>Save|Save %n</source>
        <translation>
            <numerusform>Guardar</numerusform>
            <numerusform>Guardar %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>Guardando</translation>
    </message>
    <message numerus="yes">
        <source>Saving 1 video…|Saving %n videos…</source>
        <translation>
            <numerusform>Guardando 1 video…</numerusform>
            <numerusform>Guardando %n videos…</numerusform>
        </translation>
    </message>
    <message>
        <source>Saving a video for offline copies it, with its subtitles and thumbnail, from the site to this computer. Cuenote does this only when you ask.

What you save is your responsibility: follow the law where you live, the site&apos;s terms and the wishes of the video&apos;s makers. Watch it there when you can; the note keeps the link.

Cuenote is not affiliated with YouTube or any other site.</source>
        <translation>Al guardar un video para verlo sin conexión, Cuenote lo copia del sitio a este equipo, con sus subtítulos y su miniatura. Solo lo hace cuando lo pides.

Lo que guardas es responsabilidad tuya: respeta la ley del lugar donde vives, las condiciones del sitio y los deseos de sus autores. Si puedes, míralo en el sitio; la nota conserva el enlace.

Cuenote no tiene relación con YouTube ni con ningún otro sitio.</translation>
    </message>
    <message>
        <source>Saving the video</source>
        <translation>Guardando el video</translation>
    </message>
    <message>
        <source>Search first, then export the results.</source>
        <translation>Busca primero y después exporta los resultados.</translation>
    </message>
    <message>
        <source>Search for #{0}</source>
        <translation>Buscar #{0}</translation>
    </message>
    <message>
        <source>Search notes and transcripts</source>
        <translation>Buscar en notas y transcripciones</translation>
    </message>
    <message>
        <source>Search results</source>
        <translation>Resultados de búsqueda</translation>
    </message>
    <message>
        <source>Search vault for “{0}”</source>
        <translation>Buscar “{0}” en la bóveda</translation>
    </message>
    <message>
        <source>Search vault…</source>
        <translation>Buscar en la bóveda…</translation>
    </message>
    <message>
        <source>Search without {0}</source>
        <translation>Buscar sin {0}</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Buscando…</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>Secciones</translation>
    </message>
    <message>
        <source>Select a bullet first: click in the margin beside it.</source>
        <translation>Selecciona antes una viñeta: haz clic en el margen, a su lado.</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Seleccionar todo</translation>
    </message>
    <message>
        <source>Select an action and press Enter, then the new key.</source>
        <translation>Selecciona una acción, presiona Intro y después la tecla nueva.</translation>
    </message>
    <message>
        <source>Select none</source>
        <translation>Anular selección</translation>
    </message>
    <message>
        <source>Select notes in the list first.</source>
        <translation>Selecciona antes notas en la lista.</translation>
    </message>
    <message>
        <source>Select the videos you want.</source>
        <translation>Selecciona los videos que quieras.</translation>
    </message>
    <message>
        <source>Select words first.</source>
        <translation>Selecciona antes palabras.</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>Selección</translation>
    </message>
    <message>
        <source>Sent “{0}” to {1}.</source>
        <translation>Se envió “{0}” a {1}.</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Ajustar</translation>
    </message>
    <message>
        <source>Set end to current time</source>
        <translation>Ajustar el tiempo final al actual</translation>
    </message>
    <message>
        <source>Set end to end of sentence</source>
        <translation>Ajustar el tiempo final al de la frase</translation>
    </message>
    <message>
        <source>Set end to {0}</source>
        <translation>Ajustar el tiempo final a {0}</translation>
    </message>
    <message>
        <source>Set loop end</source>
        <translation>Fijar final del bucle</translation>
    </message>
    <message>
        <source>Set loop start</source>
        <translation>Fijar inicio del bucle</translation>
    </message>
    <message>
        <source>Set start to current time</source>
        <translation>Ajustar inicio al tiempo actual</translation>
    </message>
    <message>
        <source>Set time to {0}</source>
        <translation>Ajustar tiempo a {0}</translation>
    </message>
    <message>
        <source>Set time…</source>
        <translation>Ajustar tiempo…</translation>
    </message>
    <message>
        <source>Several notes are about this video</source>
        <translation>Varias notas tratan de este video</translation>
    </message>
    <message>
        <source>Several notes are called “{0}”</source>
        <translation>Varias notas se llaman “{0}”</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Desplazar</translation>
    </message>
    <message numerus="yes">
        <source>Shift 1 time by {0}|Shift %n times by {0}</source>
        <translation>
            <numerusform>Desplazar 1 tiempo {0}</numerusform>
            <numerusform>Desplazar %n tiempos {0}</numerusform>
        </translation>
    </message>
    <message>
        <source>Shift all times by N s</source>
        <translation>Desplazar todos los tiempos N s</translation>
    </message>
    <message>
        <source>Shift all times…</source>
        <translation>Desplazar todos los tiempos…</translation>
    </message>
    <message>
        <source>Shift the note&apos;s times instead</source>
        <translation>Desplazar los tiempos de la nota</translation>
    </message>
    <message>
        <source>Shift transcript</source>
        <translation>Desplazar transcripción</translation>
    </message>
    <message>
        <source>Shift transcript by N s</source>
        <translation>Desplazar transcripción N s</translation>
    </message>
    <message>
        <source>Shift+Enter quote in note</source>
        <translation>Mayúsculas+Intro citar en la nota</translation>
    </message>
    <message>
        <source>Shift+arrows</source>
        <translation>Mayúsculas+flechas</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Mostrar</translation>
    </message>
    <message numerus="yes">
        <source>Show 1 action and its keys|Show %n actions and their keys</source>
        <translation>
            <numerusform>Mostrar 1 acción y sus atajos</numerusform>
            <numerusform>Mostrar %n acciones y sus atajos</numerusform>
        </translation>
    </message>
    <message>
        <source>Show all claims</source>
        <translation>Mostrar todas las afirmaciones</translation>
    </message>
    <message>
        <source>Show all notes</source>
        <translation>Mostrar todas las notas</translation>
    </message>
    <message>
        <source>Show claims</source>
        <translation>Mostrar afirmaciones</translation>
    </message>
    <message>
        <source>Show details</source>
        <translation>Mostrar detalles</translation>
    </message>
    <message>
        <source>Show ignored problems</source>
        <translation>Mostrar problemas ignorados</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Mostrar en la carpeta</translation>
    </message>
    <message>
        <source>Show in transcript</source>
        <translation>Mostrar en la transcripción</translation>
    </message>
    <message>
        <source>Show note in folder</source>
        <translation>Mostrar nota en la carpeta</translation>
    </message>
    <message>
        <source>Show problems</source>
        <translation>Mostrar problemas</translation>
    </message>
    <message>
        <source>Show progress</source>
        <translation>Mostrar progreso</translation>
    </message>
    <message>
        <source>Show saved videos</source>
        <translation>Mostrar videos guardados</translation>
    </message>
    <message>
        <source>Show subtitles</source>
        <translation>Mostrar subtítulos</translation>
    </message>
    <message>
        <source>Show text discarded in merges</source>
        <translation>Mostrar texto descartado al combinar</translation>
    </message>
    <message>
        <source>Show the keys</source>
        <translation>Mostrar atajos</translation>
    </message>
    <message>
        <source>Show transcript</source>
        <translation>Mostrar transcripción</translation>
    </message>
    <message>
        <source>Show transcript as paragraphs</source>
        <translation>Mostrar transcripción en párrafos</translation>
    </message>
    <message>
        <source>Show transcript as sentences</source>
        <translation>Mostrar transcripción en frases</translation>
    </message>
    <message>
        <source>Show transcript line by line</source>
        <translation>Mostrar transcripción línea por línea</translation>
    </message>
    <message>
        <source>Show video in folder</source>
        <translation>Mostrar video en la carpeta</translation>
    </message>
    <message>
        <source>Show videos</source>
        <translation>Mostrar videos</translation>
    </message>
    <message>
        <source>Shown</source>
        <comment>answer</comment>
        <extracomment>Of the bold words of a claim, on a card to learn from.</extracomment>
        <translation>Visibles</translation>
    </message>
    <message>
        <source>Shown</source>
        <comment>state</comment>
        <translation>Visible</translation>
    </message>
    <message>
        <source>Shown time differs</source>
        <translation>El tiempo mostrado difiere</translation>
    </message>
    <message>
        <source>Shows {1}, but plays {0}</source>
        <translation>Muestra {1}, pero reproduce {0}</translation>
    </message>
    <message>
        <source>Sign in with a browser&apos;s cookies?</source>
        <translation>¿Iniciar sesión con las cookies de un navegador?</translation>
    </message>
    <message>
        <source>Sign in with a browser…</source>
        <translation>Iniciar sesión con un navegador…</translation>
    </message>
    <message>
        <source>Sign in with your browser, choose its cookies in Preferences, then try again.</source>
        <translation>Inicia sesión con tu navegador, elige sus cookies en Preferencias e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>Sign in with your browser; then Cuenote can use its cookies.</source>
        <translation>Inicia sesión en el sitio con tu navegador; Cuenote podrá usar sus cookies.</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamaño</translation>
    </message>
    <message>
        <source>Skip silence</source>
        <translation>Omitir silencios</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>Más lento</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Texto más pequeño</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>Ordenar por</translation>
    </message>
    <message>
        <source>Source mode</source>
        <translation>Modo fuente</translation>
    </message>
    <message>
        <source>Specify a folder with a model, or one of: {0}.</source>
        <translation>Indica una carpeta con un modelo, o uno de estos: {0}.</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Velocidad</translation>
    </message>
    <message>
        <source>Speed {rate}</source>
        <translation>Velocidad {rate}</translation>
    </message>
    <message>
        <source>Spoken language, such as en or de</source>
        <translation>Idioma hablado, por ejemplo es o fr</translation>
    </message>
    <message>
        <source>Start</source>
        <comment>title of the first chapter of a video</comment>
        <translation>Inicio</translation>
    </message>
    <message>
        <source>Start page</source>
        <translation>Página de inicio</translation>
    </message>
    <message>
        <source>Start typing, or press {0} to add a bullet with the current time.</source>
        <translation>Empieza a escribir o presiona {0} para agregar una viñeta con el tiempo actual.</translation>
    </message>
    <message>
        <source>Start typing.</source>
        <translation>Empieza a escribir.</translation>
    </message>
    <message>
        <source>Start with a video</source>
        <translation>Empezar con un video</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Iniciando</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Salto</translation>
    </message>
    <message>
        <source>Still indexing: results from {0} of {1} notes.</source>
        <translation>Indexando aún: resultados de {0} de {1} notas.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>Stop loading</source>
        <translation>Detener la carga</translation>
    </message>
    <message>
        <source>Stop playing claims only (Esc)</source>
        <translation>Dejar de reproducir solo afirmaciones (Esc)</translation>
    </message>
    <message>
        <source>Stop streaming</source>
        <translation>Detener reproducción en línea</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Detenido</translation>
    </message>
    <message>
        <source>Stopped at claim {0} of {1}.</source>
        <translation>Solo afirmaciones: se detuvo en {0} de {1}.</translation>
    </message>
    <message numerus="yes">
        <source>Stopped saving 1 video.|Stopped saving %n videos.</source>
        <translation>
            <numerusform>Se dejó de guardar 1 video.</numerusform>
            <numerusform>Se dejaron de guardar %n videos.</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped when Cuenote closed</source>
        <translation>Detenido al cerrar Cuenote</translation>
    </message>
    <message>
        <source>Stopped: {0}</source>
        <translation>Se detuvo: {0}</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>Reproducir en línea</translation>
    </message>
    <message>
        <source>Stream quality</source>
        <translation>Calidad de reproducción en línea</translation>
    </message>
    <message>
        <source>Stream quality…</source>
        <translation>Calidad de reproducción en línea…</translation>
    </message>
    <message>
        <source>Stream video</source>
        <translation>Reproducir video en línea</translation>
    </message>
    <message>
        <source>Stream without asking</source>
        <translation>Reproducir en línea sin preguntar</translation>
    </message>
    <message>
        <source>Streamed, not saved on this computer.</source>
        <translation>Se reproduce en línea, sin guardarse en este equipo.</translation>
    </message>
    <message>
        <source>Streaming</source>
        <translation>Reproducción en línea</translation>
    </message>
    <message>
        <source>Subtitle size</source>
        <translation>Tamaño de los subtítulos</translation>
    </message>
    <message>
        <source>Subtitles</source>
        <translation>Subtítulos</translation>
    </message>
    <message>
        <source>Subtitles (SRT)</source>
        <translation>Subtítulos (SRT)</translation>
    </message>
    <message>
        <source>Subtitles (WebVTT)</source>
        <translation>Subtítulos (WebVTT)</translation>
    </message>
    <message>
        <source>Subtitles load with the stream, if the site has any.</source>
        <translation>Vienen con el video en línea, si el sitio los tiene.</translation>
    </message>
    <message>
        <source>Subtracted when you add a timestamp by key.</source>
        <translation>Se resta al agregar una marca de tiempo con el teclado.</translation>
    </message>
    <message>
        <source>Suggested</source>
        <translation>Sugerencias</translation>
    </message>
    <message>
        <source>Suggested</source>
        <comment>a time</comment>
        <translation>Sugerido</translation>
    </message>
    <message>
        <source>Suggestion 1</source>
        <translation>Sugerencia 1</translation>
    </message>
    <message>
        <source>Suggestion 2</source>
        <translation>Sugerencia 2</translation>
    </message>
    <message>
        <source>Suggestion 3</source>
        <translation>Sugerencia 3</translation>
    </message>
    <message>
        <source>Switch to another video…</source>
        <translation>Cambiar a otro video…</translation>
    </message>
    <message>
        <source>Switch vault…</source>
        <translation>Cambiar de bóveda…</translation>
    </message>
    <message>
        <source>System languages and English</source>
        <translation>Idiomas del sistema e inglés</translation>
    </message>
    <message>
        <source>Table (CSV)</source>
        <translation>Tabla (CSV)</translation>
    </message>
    <message>
        <source>Table or data</source>
        <translation>Tabla o datos</translation>
    </message>
    <message>
        <source>Takes effect at the next start.</source>
        <translation>Se aplica al reiniciar Cuenote.</translation>
    </message>
    <message>
        <source>Template for new notes</source>
        <translation>Plantilla para notas nuevas</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texto</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Tamaño del texto</translation>
    </message>
    <message>
        <source>Text to paste into the description of the video.</source>
        <translation>Texto para pegar en la descripción del video.</translation>
    </message>
    <message>
        <source>The PDF can&apos;t be created: {0}</source>
        <translation>No se puede crear el PDF: {0}</translation>
    </message>
    <message>
        <source>The URL at {0} has a user name or password in it, which is not passed on.</source>
        <translation>La URL de {0} contiene un nombre de usuario o una contraseña; esos datos no se envían.</translation>
    </message>
    <message>
        <source>The audio of this video couldn&apos;t be read.</source>
        <translation>No se pudo leer el audio de este video.</translation>
    </message>
    <message numerus="yes">
        <source>The chapter is already in the note.|All %n chapters are already in the note.</source>
        <translation>
            <numerusform>El capítulo ya está en la nota.</numerusform>
            <numerusform>Los %n capítulos ya están en la nota.</numerusform>
        </translation>
    </message>
    <message>
        <source>The chapters can&apos;t be added at the end of this note.</source>
        <translation>Los capítulos no se pueden agregar al final de esta nota.</translation>
    </message>
    <message>
        <source>The check stopped unexpectedly.</source>
        <translation>La comprobación se detuvo inesperadamente.</translation>
    </message>
    <message>
        <source>The claim is probably said at another time.</source>
        <translation>Es probable que la afirmación se diga en otro momento del video.</translation>
    </message>
    <message>
        <source>The clipboard has no text.</source>
        <translation>El portapapeles no contiene texto.</translation>
    </message>
    <message>
        <source>The colours “{0}” can&apos;t be used: {1}</source>
        <translation>No se pueden usar los colores “{0}”: {1}</translation>
    </message>
    <message>
        <source>The computer may be out of memory.</source>
        <translation>Es posible que el equipo no tenga memoria suficiente.</translation>
    </message>
    <message>
        <source>The downloaded video can&apos;t be played: {0}.</source>
        <translation>El video descargado no se puede reproducir: {0}.</translation>
    </message>
    <message>
        <source>The end must be after the start ({0}).</source>
        <translation>El tiempo final debe ser posterior al inicial ({0}).</translation>
    </message>
    <message>
        <source>The end of the downloaded video is missing.</source>
        <translation>Falta el final del video descargado.</translation>
    </message>
    <message>
        <source>The file is created when you type.</source>
        <translation>El archivo se crea cuando escribes.</translation>
    </message>
    <message>
        <source>The file is not valid UTF-8.</source>
        <translation>El archivo no es UTF-8 válido.</translation>
    </message>
    <message>
        <source>The first {0} places; there are more.</source>
        <translation>Los primeros {0} lugares; hay más.</translation>
    </message>
    <message>
        <source>The folder can&apos;t be made: {0}.</source>
        <translation>No se puede crear la carpeta: {0}.</translation>
    </message>
    <message>
        <source>The folder of saved videos can&apos;t be written to.</source>
        <translation>No se puede escribir en la carpeta de los videos guardados.</translation>
    </message>
    <message>
        <source>The frame can&apos;t be shown here. It is saved in “{0}”.</source>
        <translation>El fotograma no se puede mostrar aquí. Está guardado en “{0}”.</translation>
    </message>
    <message>
        <source>The front matter is not valid YAML: {0}</source>
        <translation>El front matter no es YAML válido: {0}</translation>
    </message>
    <message>
        <source>The front matter is too long.</source>
        <translation>El front matter es demasiado largo.</translation>
    </message>
    <message>
        <source>The list has no videos.</source>
        <translation>La lista no tiene videos.</translation>
    </message>
    <message>
        <source>The loop end must be after its start.</source>
        <translation>El final del bucle debe ser posterior a su inicio.</translation>
    </message>
    <message>
        <source>The mark extends beyond the frame.</source>
        <translation>La señal se sale de la imagen.</translation>
    </message>
    <message>
        <source>The model couldn&apos;t be downloaded: {0}</source>
        <translation>No se pudo descargar el modelo: {0}</translation>
    </message>
    <message>
        <source>The model in {0} can&apos;t be read: {1}.</source>
        <translation>No se puede leer el modelo de {0}: {1}.</translation>
    </message>
    <message>
        <source>The model in {0} is incomplete: {1} missing.</source>
        <translation>El modelo de {0} está incompleto: falta {1}.</translation>
    </message>
    <message>
        <source>The model {0} does not know the language “{1}”.</source>
        <translation>El modelo {0} no conoce el idioma “{1}”.</translation>
    </message>
    <message>
        <source>The model {0} only knows English and can&apos;t translate.</source>
        <translation>El modelo {0} solo conoce el inglés y no puede traducir.</translation>
    </message>
    <message>
        <source>The model “{0}” is not on this computer ({1} MB).</source>
        <translation>El modelo “{0}” no está en este equipo ({1}&#xa0;MB).</translation>
    </message>
    <message>
        <source>The newest {0} can&apos;t be downloaded: {1}</source>
        <translation>La versión más reciente de {0} no se puede descargar: {1}</translation>
    </message>
    <message>
        <source>The note as it is printed. Its timestamps are links.</source>
        <translation>La nota tal como se imprime. Sus marcas de tiempo son enlaces.</translation>
    </message>
    <message>
        <source>The note can&apos;t be renamed: {0}.</source>
        <translation>No se puede cambiar el nombre de la nota: {0}.</translation>
    </message>
    <message>
        <source>The note changed on disk; both changes were merged.</source>
        <translation>La nota cambió en el disco; se combinaron ambos cambios.</translation>
    </message>
    <message>
        <source>The note has changed. Try again.</source>
        <translation>La nota cambió. Inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>The note in this link was not found: {0}</source>
        <translation>No se encontró la nota de este enlace: {0}</translation>
    </message>
    <message>
        <source>The note is not in time order.</source>
        <translation>La nota no está en el orden del video.</translation>
    </message>
    <message>
        <source>The note is saved as “{0}” in {1}.</source>
        <translation>La nota se guarda como “{0}” en {1}.</translation>
    </message>
    <message>
        <source>The note links to this file.</source>
        <translation>La nota enlaza a este archivo.</translation>
    </message>
    <message>
        <source>The note links to “{0}”</source>
        <translation>La nota indica “{0}”.</translation>
    </message>
    <message>
        <source>The note was changed and is being checked again.</source>
        <translation>La nota cambió y se está comprobando de nuevo.</translation>
    </message>
    <message>
        <source>The previous frame is still being added.</source>
        <translation>El fotograma anterior aún se está agregando.</translation>
    </message>
    <message>
        <source>The range ends before it starts</source>
        <translation>El intervalo termina antes de empezar</translation>
    </message>
    <message>
        <source>The range ends before it starts, or past the end of the video.</source>
        <translation>El intervalo termina antes de empezar o después del final del video.</translation>
    </message>
    <message>
        <source>The range ends past the end of the video</source>
        <translation>El intervalo termina después del final del video</translation>
    </message>
    <message>
        <source>The same lines were changed twice</source>
        <translation>Las mismas líneas se cambiaron dos veces</translation>
    </message>
    <message>
        <source>The search index can&apos;t be read: {0}.</source>
        <translation>No se puede leer el índice de búsqueda: {0}.</translation>
    </message>
    <message>
        <source>The search index can&apos;t be saved: {0}.</source>
        <translation>No se puede guardar el índice de búsqueda: {0}.</translation>
    </message>
    <message>
        <source>The site asks you to sign in to watch this video.</source>
        <translation>El sitio pide iniciar sesión para ver este video.</translation>
    </message>
    <message>
        <source>The site has changed, and this version of yt-dlp can&apos;t read it yet.</source>
        <translation>El sitio cambió y esta versión de yt-dlp aún no puede leerlo.</translation>
    </message>
    <message>
        <source>The site now sends a different file under the same name.</source>
        <translation>El sitio envía ahora otro archivo con el mismo nombre.</translation>
    </message>
    <message>
        <source>The site only allows playing this video from the start.</source>
        <translation>El sitio solo permite reproducir este video desde el principio.</translation>
    </message>
    <message>
        <source>The site sends this video in pieces that can&apos;t be streamed.</source>
        <translation>El sitio envía este video en partes que no se pueden reproducir en línea.</translation>
    </message>
    <message>
        <source>The subtitles are too long.</source>
        <translation>Los subtítulos son demasiado largos.</translation>
    </message>
    <message>
        <source>The template for new notes can&apos;t be used: {0}</source>
        <translation>No se puede usar la plantilla para notas nuevas: {0}</translation>
    </message>
    <message>
        <source>The time in the note can&apos;t be played.</source>
        <translation>El tiempo de la nota no se puede reproducir.</translation>
    </message>
    <message>
        <source>The time is past the end of the video.</source>
        <translation>El tiempo es posterior al final del video.</translation>
    </message>
    <message>
        <source>The time shown is not the time that plays.</source>
        <translation>El tiempo que se muestra no es el que se reproduce.</translation>
    </message>
    <message>
        <source>The timestamps couldn&apos;t be checked. The crash log says why.</source>
        <translation>No se pudieron comprobar las marcas de tiempo. El registro de fallos indica por qué.</translation>
    </message>
    <message>
        <source>The timestamps of this note are for another video.</source>
        <translation>Las marcas de tiempo de esta nota son de otro video.</translation>
    </message>
    <message>
        <source>The transcript appears here as it is made, starting at the current time.</source>
        <translation>La transcripción aparece aquí a medida que se crea, desde el tiempo actual.</translation>
    </message>
    <message>
        <source>The transcript can&apos;t be added here.</source>
        <translation>La transcripción no se puede agregar aquí.</translation>
    </message>
    <message>
        <source>The transcript can&apos;t confirm any timestamp.</source>
        <translation>La transcripción no puede confirmar ninguna marca de tiempo.</translation>
    </message>
    <message>
        <source>The transcript confirms it.</source>
        <translation>La transcripción la confirma.</translation>
    </message>
    <message numerus="yes">
        <source>The transcript confirms the timestamp.|The transcript confirms all %n timestamps.</source>
        <translation>
            <numerusform>La transcripción confirma la marca de tiempo.</numerusform>
            <numerusform>La transcripción confirma las %n marcas de tiempo.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The transcript confirms {0} of {1} timestamps; it can&apos;t confirm the other one.|The transcript confirms {0} of {1} timestamps; it can&apos;t confirm the others.</source>
        <translation>
            <numerusform>La transcripción confirma {0} de {1} marcas de tiempo; no puede confirmar la otra.</numerusform>
            <numerusform>La transcripción confirma {0} de {1} marcas de tiempo; no puede confirmar las demás.</numerusform>
        </translation>
    </message>
    <message>
        <source>The transcript does not match the note</source>
        <translation>La transcripción no coincide con la nota</translation>
    </message>
    <message>
        <source>The transcript is damaged or nearly empty</source>
        <translation>La transcripción está dañada o casi vacía</translation>
    </message>
    <message>
        <source>The transcript is for a different cut of the video</source>
        <translation>La transcripción es de otro montaje del video</translation>
    </message>
    <message>
        <source>The transcript is in another language</source>
        <translation>La transcripción está en otro idioma</translation>
    </message>
    <message>
        <source>The transcript is not shifted.</source>
        <translation>La transcripción no está desplazada.</translation>
    </message>
    <message>
        <source>The transcript neither confirms nor contradicts it.</source>
        <translation>La transcripción ni la confirma ni la contradice.</translation>
    </message>
    <message>
        <source>The transcript was for a different cut of the video: {0}.</source>
        <translation>La transcripción era de otro montaje del video: {0}.</translation>
    </message>
    <message>
        <source>The vault is being indexed for the first time.</source>
        <translation>La bóveda se está indexando por primera vez.</translation>
    </message>
    <message>
        <source>The video came without a picture, so it was not saved.</source>
        <translation>El video llegó sin imagen, por lo que no se guardó.</translation>
    </message>
    <message>
        <source>The video came without audio, so it was not saved.</source>
        <translation>El video llegó sin audio, por lo que no se guardó.</translation>
    </message>
    <message>
        <source>The video couldn&apos;t be downloaded.</source>
        <translation>No se pudo descargar el video.</translation>
    </message>
    <message>
        <source>The video couldn&apos;t be saved.</source>
        <translation>No se pudo guardar el video.</translation>
    </message>
    <message>
        <source>The video has not premiered yet.</source>
        <translation>El video aún no se ha estrenado.</translation>
    </message>
    <message>
        <source>The video is live.</source>
        <translation>El video está en vivo.</translation>
    </message>
    <message>
        <source>The video resumes when you stop typing.</source>
        <translation>El video se reanuda cuando dejas de escribir.</translation>
    </message>
    <message>
        <source>The videos of these notes are already being transcribed.</source>
        <translation>Los videos de estas notas ya se están transcribiendo.</translation>
    </message>
    <message>
        <source>The videos of these notes are not on this computer. Save them for offline first.</source>
        <translation>Los videos de estas notas no están en este equipo. Guárdalos antes para verlos sin conexión.</translation>
    </message>
    <message>
        <source>There are no safe fixes.</source>
        <translation>No hay correcciones seguras.</translation>
    </message>
    <message>
        <source>There are no suggestions now.</source>
        <translation>Ahora no hay sugerencias.</translation>
    </message>
    <message>
        <source>There is a problem with the transcript. See the Problems tab.</source>
        <translation>Hay un problema con la transcripción. Consulta la pestaña Problemas.</translation>
    </message>
    <message>
        <source>There is markup inside this match. Edit it in source mode.</source>
        <translation>Esta coincidencia contiene formato. Edítala en modo fuente.</translation>
    </message>
    <message>
        <source>There is no block “{0}” here.</source>
        <translation>Aquí no hay ningún bloque “{0}”.</translation>
    </message>
    <message>
        <source>There is no heading “{0}” here.</source>
        <translation>Aquí no hay ningún encabezado “{0}”.</translation>
    </message>
    <message>
        <source>There is no picture “{0}”</source>
        <translation>La imagen “{0}” no existe</translation>
    </message>
    <message>
        <source>There is no suggested time here.</source>
        <translation>Aquí no hay ningún tiempo sugerido.</translation>
    </message>
    <message>
        <source>There is no suggestion {0} here.</source>
        <translation>Aquí no hay ninguna sugerencia {0}.</translation>
    </message>
    <message>
        <source>There is not enough disk space.</source>
        <translation>No hay suficiente espacio en el disco.</translation>
    </message>
    <message>
        <source>There is nothing to replace.</source>
        <translation>No hay nada que reemplazar.</translation>
    </message>
    <message>
        <source>There is nowhere to go back to.</source>
        <translation>No hay ninguna posición a la que volver.</translation>
    </message>
    <message>
        <source>There is nowhere to go forward to.</source>
        <translation>No hay ninguna posición a la que avanzar.</translation>
    </message>
    <message>
        <source>These files couldn&apos;t be restored yet: {0}.</source>
        <translation>Estos archivos aún no se pudieron restaurar: {0}.</translation>
    </message>
    <message>
        <source>These lines were deleted.</source>
        <translation>Se eliminaron estas líneas.</translation>
    </message>
    <message>
        <source>These notes have no online videos.</source>
        <translation>Estas notas no tienen videos en línea.</translation>
    </message>
    <message>
        <source>These notes have no videos left to save.</source>
        <translation>Todos los videos de estas notas ya están guardados.</translation>
    </message>
    <message>
        <source>This action does not exist.</source>
        <translation>Esta acción no existe.</translation>
    </message>
    <message>
        <source>This affects several timestamps. Fix all or ignore all.</source>
        <translation>Este problema abarca varios tiempos: corrígelos todos o consérvalos todos.</translation>
    </message>
    <message>
        <source>This can&apos;t be saved to {0}. It will be forgotten when Cuenote is closed.</source>
        <translation>No se puede guardar en {0}. Se perderá al cerrar Cuenote.</translation>
    </message>
    <message>
        <source>This claim is about another video.</source>
        <translation>Esta afirmación es sobre otro video.</translation>
    </message>
    <message>
        <source>This file is not valid UTF-8, so it can&apos;t be edited.</source>
        <translation>Este archivo no es UTF-8 válido, por lo que no se puede editar.</translation>
    </message>
    <message>
        <source>This folder is not indexed.</source>
        <translation>Esta carpeta no está indexada.</translation>
    </message>
    <message>
        <source>This is a playlist or channel. Next, choose its videos.</source>
        <translation>Es una lista de reproducción o un canal. A continuación, elige sus videos.</translation>
    </message>
    <message>
        <source>This is a transcript. Open the note of its video, then drop it there.</source>
        <translation>Esto es una transcripción. Abre la nota de su video y suéltala ahí.</translation>
    </message>
    <message>
        <source>This is at {0}, but no video is open.</source>
        <translation>Esto está en {0}, pero no hay ningún video abierto.</translation>
    </message>
    <message>
        <source>This is not a key.</source>
        <translation>Esto no es una tecla.</translation>
    </message>
    <message>
        <source>This is not a note: notes are text files, mostly Markdown.</source>
        <translation>Esto no es una nota: las notas son archivos de texto, por lo general Markdown.</translation>
    </message>
    <message>
        <source>This is the URL of a list of videos.</source>
        <translation>Esta es la URL de una lista de videos.</translation>
    </message>
    <message>
        <source>This link can&apos;t be updated.</source>
        <translation>Este enlace no se puede actualizar.</translation>
    </message>
    <message>
        <source>This link could mean several notes, so it is not updated.</source>
        <translation>Este enlace podría referirse a varias notas, por lo que no se actualiza.</translation>
    </message>
    <message>
        <source>This link has no video: {0}</source>
        <translation>Este enlace no tiene video: {0}</translation>
    </message>
    <message>
        <source>This link is also part of a playlist.</source>
        <translation>Este enlace también pertenece a una lista de reproducción.</translation>
    </message>
    <message>
        <source>This link leads out of the vault.</source>
        <translation>Este enlace sale de la bóveda.</translation>
    </message>
    <message>
        <source>This link led nowhere; it will lead to this note.</source>
        <translation>Este enlace no llevaba a ninguna parte; llevará a esta nota.</translation>
    </message>
    <message>
        <source>This name is too long.</source>
        <translation>Este nombre es demasiado largo.</translation>
    </message>
    <message>
        <source>This needs the video on this computer.</source>
        <translation>Para esto, el video debe estar en este equipo.</translation>
    </message>
    <message>
        <source>This note</source>
        <translation>Esta nota</translation>
    </message>
    <message>
        <source>This note can&apos;t be read, so its links are not updated.</source>
        <translation>No se puede leer esta nota, por lo que sus enlaces no se actualizan.</translation>
    </message>
    <message>
        <source>This note has a line of {0} bytes, too long to be shown as source.</source>
        <translation>Esta nota tiene una línea de {0} bytes, demasiado larga para mostrarla en modo fuente.</translation>
    </message>
    <message>
        <source>This note has changed, and the result is no longer in it.</source>
        <translation>Esta nota cambió, y el resultado ya no está en ella.</translation>
    </message>
    <message>
        <source>This note has no file yet. Start typing to create it.</source>
        <translation>Esta nota aún no tiene archivo. Empieza a escribir para crearlo.</translation>
    </message>
    <message>
        <source>This note has no headings.</source>
        <translation>Esta nota no tiene encabezados.</translation>
    </message>
    <message>
        <source>This note has no links.</source>
        <translation>Esta nota no tiene enlaces.</translation>
    </message>
    <message>
        <source>This note has no online video.</source>
        <translation>Esta nota no tiene video en línea.</translation>
    </message>
    <message>
        <source>This note has no other video.</source>
        <translation>Esta nota no tiene otro video.</translation>
    </message>
    <message>
        <source>This note has no timestamps yet.</source>
        <translation>Esta nota aún no tiene marcas de tiempo.</translation>
    </message>
    <message>
        <source>This note has no video to link to.</source>
        <translation>Esta nota no tiene ningún video al que enlazar.</translation>
    </message>
    <message>
        <source>This note has no video.</source>
        <translation>Esta nota no tiene video.</translation>
    </message>
    <message>
        <source>This note has nothing to print.</source>
        <translation>Esta nota no tiene nada que imprimir.</translation>
    </message>
    <message>
        <source>This note is a link to a file. It can be renamed, but not moved.</source>
        <translation>Esta nota es un enlace a un archivo. Se le puede cambiar el nombre, pero no se puede mover.</translation>
    </message>
    <message>
        <source>This note is empty.</source>
        <translation>Esta nota está vacía.</translation>
    </message>
    <message>
        <source>This note is read-only.</source>
        <translation>Esta nota es de solo lectura.</translation>
    </message>
    <message>
        <source>This note is too large for a page, so it is shown as source. Ctrl+click a time to go there.</source>
        <translation>Esta nota es demasiado grande para una página, así que se muestra en modo fuente. Ctrl+clic en un tiempo lleva a él.</translation>
    </message>
    <message>
        <source>This note is too long to print. Export it as PDF and print that.</source>
        <translation>Esta nota es demasiado larga para imprimirla. Expórtala como PDF e imprime ese archivo.</translation>
    </message>
    <message>
        <source>This note now plays “{0}”. The note itself is unchanged.</source>
        <translation>Esta nota reproduce ahora “{0}”. La nota en sí no cambia.</translation>
    </message>
    <message numerus="yes">
        <source>This note|All %n notes</source>
        <translation>
            <numerusform>Esta nota</numerusform>
            <numerusform>Las %n notas</numerusform>
        </translation>
    </message>
    <message>
        <source>This regular expression isn&apos;t valid: {0}.</source>
        <translation>Esta expresión regular no es válida: {0}.</translation>
    </message>
    <message>
        <source>This takes a few seconds.</source>
        <translation>Tarda unos segundos.</translation>
    </message>
    <message>
        <source>This text can&apos;t be changed.</source>
        <translation>Este texto no se puede modificar.</translation>
    </message>
    <message>
        <source>This text has {0} bytes, too many to edit in place.</source>
        <translation>Este texto tiene {0} bytes, demasiados para editarlo aquí mismo.</translation>
    </message>
    <message>
        <source>This time is not in the video.</source>
        <translation>Este tiempo no está en el video.</translation>
    </message>
    <message>
        <source>This time isn&apos;t ambiguous.</source>
        <translation>Este tiempo solo se puede leer de una manera.</translation>
    </message>
    <message>
        <source>This timestamp can&apos;t hold a mark. Convert it to an anchor first.</source>
        <translation>Esta marca de tiempo no admite señales. Conviértela antes al formato de ancla.</translation>
    </message>
    <message>
        <source>This timestamp format can&apos;t hold an end time.</source>
        <translation>Este formato de marca de tiempo no admite un tiempo final.</translation>
    </message>
    <message>
        <source>This timestamp has no end time.</source>
        <translation>Esta marca de tiempo no tiene tiempo final.</translation>
    </message>
    <message>
        <source>This timestamp is for “{0}”. Switch to that video first.</source>
        <translation>Esta marca de tiempo es de “{0}”. Cambia primero a ese video.</translation>
    </message>
    <message>
        <source>This transcript can&apos;t be read</source>
        <translation>No se puede leer esta transcripción</translation>
    </message>
    <message>
        <source>This video has no chapters.</source>
        <translation>Este video no tiene capítulos.</translation>
    </message>
    <message>
        <source>This video has no transcript.</source>
        <translation>Este video no tiene transcripción.</translation>
    </message>
    <message>
        <source>This video has subtitles, which are shown first.</source>
        <translation>Este video tiene subtítulos, que se muestran con prioridad.</translation>
    </message>
    <message>
        <source>This video is already being transcribed.</source>
        <translation>Este video ya se está transcribiendo.</translation>
    </message>
    <message>
        <source>This video is already saved.</source>
        <translation>Este video ya está guardado.</translation>
    </message>
    <message>
        <source>This video is not open.</source>
        <translation>Este video no está abierto.</translation>
    </message>
    <message>
        <source>This video is only available when you&apos;re signed in. Sign in to the site with your browser; Cuenote can then send that browser&apos;s cookies to the site, and to nobody else, while it saves videos.

The site sees your account. If the cookies can&apos;t be read, close the browser. You can turn this off in Preferences.</source>
        <translation>Este video solo está disponible con una sesión iniciada. Inicia sesión en el sitio con tu navegador; Cuenote podrá enviar las cookies de ese navegador al sitio, y a nadie más, mientras guarda videos.

El sitio ve tu cuenta. Si no se pueden leer las cookies, cierra el navegador. Puedes desactivarlo en Preferencias.</translation>
    </message>
    <message>
        <source>This video is saved. Missing: {0}</source>
        <translation>Este video está guardado. Falta: {0}</translation>
    </message>
    <message>
        <source>This video is streamed; it has no file.</source>
        <translation>Este video se reproduce en línea; no tiene archivo.</translation>
    </message>
    <message>
        <source>Time in note, read another way</source>
        <translation>El tiempo de la nota, leído de otra manera</translation>
    </message>
    <message>
        <source>Time in note, read as mm:ss</source>
        <translation>Tiempo de la nota, leído como mm:ss</translation>
    </message>
    <message>
        <source>Time in note, without the hour</source>
        <translation>El tiempo de la nota sin las horas</translation>
    </message>
    <message>
        <source>Time needed: not known yet.</source>
        <translation>Tiempo necesario: aún se desconoce.</translation>
    </message>
    <message>
        <source>Time set: {0}</source>
        <translation>Tiempo ajustado: {0}</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Línea de tiempo</translation>
    </message>
    <message>
        <source>Timestamp</source>
        <translation>Marca de tiempo</translation>
    </message>
    <message>
        <source>Timestamp format</source>
        <translation>Formato de las marcas de tiempo</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Título</translation>
    </message>
    <message>
        <source>Title cards</source>
        <comment>question</comment>
        <translation>Rótulos</translation>
    </message>
    <message>
        <source>To transcribe this video, save it for offline first.</source>
        <translation>Para transcribir este video, guárdalo antes para verlo sin conexión.</translation>
    </message>
    <message>
        <source>Toggle note list</source>
        <translation>Mostrar u ocultar lista de notas</translation>
    </message>
    <message>
        <source>Toggle video</source>
        <translation>Mostrar u ocultar video</translation>
    </message>
    <message>
        <source>Too many requests from your connection.</source>
        <translation>Hay demasiadas solicitudes desde tu conexión.</translation>
    </message>
    <message>
        <source>Tour</source>
        <translation>Recorrido</translation>
    </message>
    <message>
        <source>Transcribe a video, save one with its subtitles, or put .vtt or .srt files next to notes.</source>
        <translation>Transcribe un video, guarda uno con sus subtítulos, o coloca archivos .vtt o .srt junto a las notas.</translation>
    </message>
    <message>
        <source>Transcribe the video on this computer, or choose a file ({0}).</source>
        <translation>Transcribe el video en este equipo o elige un archivo ({0}).</translation>
    </message>
    <message numerus="yes">
        <source>Transcribe this video?|Transcribe %n videos?</source>
        <translation>
            <numerusform>¿Transcribir este video?</numerusform>
            <numerusform>¿Transcribir %n videos?</numerusform>
        </translation>
    </message>
    <message>
        <source>Transcribe videos of selected notes…</source>
        <translation>Transcribir videos de las notas seleccionadas…</translation>
    </message>
    <message>
        <source>Transcribe video…</source>
        <translation>Transcribir video…</translation>
    </message>
    <message>
        <source>Transcribed</source>
        <translation>Transcrito</translation>
    </message>
    <message>
        <source>Transcribed here with {0}</source>
        <translation>Transcripción hecha aquí con {0}</translation>
    </message>
    <message>
        <source>Transcribed “{0}”.</source>
        <translation>Se transcribió “{0}”.</translation>
    </message>
    <message>
        <source>Transcribe…</source>
        <translation>Transcribir…</translation>
    </message>
    <message>
        <source>Transcribing</source>
        <translation>Transcribiendo</translation>
    </message>
    <message numerus="yes">
        <source>Transcribing 1 video…|Transcribing %n videos…</source>
        <translation>
            <numerusform>Transcribiendo 1 video…</numerusform>
            <numerusform>Transcribiendo %n videos…</numerusform>
        </translation>
    </message>
    <message>
        <source>Transcribing needs {0}, which is not on this computer.</source>
        <translation>Para transcribir se necesita {0}, que no está en este equipo.</translation>
    </message>
    <message>
        <source>Transcribing paused</source>
        <translation>Transcripción en pausa</translation>
    </message>
    <message>
        <source>Transcribing stopped unexpectedly.</source>
        <translation>La transcripción se detuvo inesperadamente.</translation>
    </message>
    <message>
        <source>Transcript</source>
        <translation>Transcripción</translation>
    </message>
    <message>
        <source>Transcript added.</source>
        <translation>Transcripción agregada.</translation>
    </message>
    <message>
        <source>Transcript deleted.</source>
        <translation>Transcripción eliminada.</translation>
    </message>
    <message>
        <source>Transcript paragraph</source>
        <translation>Párrafo de la transcripción</translation>
    </message>
    <message>
        <source>Transcript shifted.</source>
        <translation>Transcripción desplazada.</translation>
    </message>
    <message>
        <source>Transcript, claims or problems</source>
        <translation>Transcripción, afirmaciones o problemas</translation>
    </message>
    <message>
        <source>Transcripts</source>
        <translation>Transcripciones</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>Try again later, or open the video in the browser.</source>
        <translation>Inténtalo más tarde o abre el video en el navegador.</translation>
    </message>
    <message>
        <source>Try again. If it keeps happening, something on your network is changing downloads.</source>
        <translation>Inténtalo de nuevo. Si sigue ocurriendo, algo en tu red modifica las descargas.</translation>
    </message>
    <message>
        <source>Try another copy of the video, or another format.</source>
        <translation>Prueba otra copia del video, u otro formato.</translation>
    </message>
    <message>
        <source>Try another suffix, such as .mkv.</source>
        <translation>Prueba otra extensión, como .mkv.</translation>
    </message>
    <message>
        <source>Turn off animations</source>
        <translation>Desactivar animaciones</translation>
    </message>
    <message>
        <source>Turn typed times into timestamps</source>
        <translation>Convertir tiempos escritos en marcas de tiempo</translation>
    </message>
    <message>
        <source>Type a name.</source>
        <translation>Escribe un nombre.</translation>
    </message>
    <message>
        <source>Type a time first.</source>
        <translation>Escribe antes un tiempo.</translation>
    </message>
    <message>
        <source>Type something first: there is no file yet.</source>
        <translation>Escribe algo antes: aún no hay archivo.</translation>
    </message>
    <message>
        <source>Type the words to find.</source>
        <translation>Escribe las palabras que quieres buscar.</translation>
    </message>
    <message>
        <source>Type “{0}”</source>
        <extracomment>What was typed, as Undo names it.</extracomment>
        <translation>Escribir “{0}”</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>Undo the shift</source>
        <translation>Deshacer el desplazamiento</translation>
    </message>
    <message>
        <source>Undone: {0}</source>
        <translation>Se deshizo: {0}</translation>
    </message>
    <message>
        <source>Unfinished  ·  {0} saved</source>
        <translation>Sin terminar  ·  {0} guardados</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>Ilegibles</translation>
    </message>
    <message>
        <source>Unsaved text found</source>
        <translation>Se encontró texto sin guardar</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>Dudoso</translation>
    </message>
    <message>
        <source>Update yt-dlp</source>
        <translation>Actualizar yt-dlp</translation>
    </message>
    <message>
        <source>Update yt-dlp (in a terminal: `cuenote save --update`), then try again.</source>
        <translation>Actualiza yt-dlp (en una terminal: `cuenote save --update`) e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>Updated yt-dlp to {0}.</source>
        <translation>yt-dlp se actualizó a {0}.</translation>
    </message>
    <message>
        <source>Updating yt-dlp…</source>
        <translation>Actualizando yt-dlp…</translation>
    </message>
    <message>
        <source>Use cookies and try again</source>
        <translation>Usar cookies e intentar de nuevo</translation>
    </message>
    <message>
        <source>Use its code, such as en or de.</source>
        <translation>Usa su código, por ejemplo es o fr.</translation>
    </message>
    <message>
        <source>Use subtitles</source>
        <translation>Usar subtítulos</translation>
    </message>
    <message>
        <source>Use these</source>
        <translation>Usar estas</translation>
    </message>
    <message>
        <source>Use {0}</source>
        <translation>Usar {0}</translation>
    </message>
    <message>
        <source>Use {0}.</source>
        <translation>Usa {0}.</translation>
    </message>
    <message>
        <source>Use “{0}” as the transcript</source>
        <translation>Usar “{0}” como transcripción</translation>
    </message>
    <message>
        <source>Use “{0}” for:</source>
        <translation>Usar “{0}” para:</translation>
    </message>
    <message>
        <source>Use “{0}” in this note</source>
        <translation>Usar “{0}” en esta nota</translation>
    </message>
    <message>
        <source>Use “{0}”…</source>
        <translation>Usar “{0}”…</translation>
    </message>
    <message>
        <source>Used when no note is open.</source>
        <translation>Se usa cuando no hay ninguna nota abierta.</translation>
    </message>
    <message>
        <source>Uses the Hunspell dictionaries on this computer.</source>
        <translation>Usa los diccionarios Hunspell de este equipo.</translation>
    </message>
    <message>
        <source>VLC can&apos;t play “{0}”</source>
        <translation>VLC no puede reproducir “{0}”</translation>
    </message>
    <message>
        <source>VLC is installed but can&apos;t be loaded</source>
        <translation>VLC está instalado, pero no se puede cargar</translation>
    </message>
    <message>
        <source>VLC is installed, but its plugins are not</source>
        <translation>VLC está instalado, pero sus complementos no</translation>
    </message>
    <message>
        <source>VLC is not installed</source>
        <translation>VLC no está instalado</translation>
    </message>
    <message>
        <source>Vault</source>
        <translation>Bóveda</translation>
    </message>
    <message>
        <source>Vault options</source>
        <translation>Opciones de la bóveda</translation>
    </message>
    <message>
        <source>Video</source>
        <translatorcomment>same</translatorcomment>
        <translation>Video</translation>
    </message>
    <message>
        <source>Video and audio</source>
        <translation>Video y audio</translation>
    </message>
    <message>
        <source>Video in separate window</source>
        <translation>Video en ventana aparte</translation>
    </message>
    <message>
        <source>Video not found</source>
        <translation>No se encontró el video</translation>
    </message>
    <message>
        <source>Video: {0}</source>
        <translatorcomment>same</translatorcomment>
        <translation>Video: {0}</translation>
    </message>
    <message>
        <source>Videos can&apos;t be saved as “{0}”.</source>
        <translation>Los videos no se pueden guardar como “{0}”.</translation>
    </message>
    <message>
        <source>Videos of the list</source>
        <translation>Videos de la lista</translation>
    </message>
    <message>
        <source>Videos that are not on this computer play from the web as soon as their note opens.</source>
        <translation>Los videos que no están en este equipo se reproducen desde la web en cuanto se abre su nota.</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ver</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Volumen</translation>
    </message>
    <message>
        <source>Volume {percent} %</source>
        <translation>Volumen {percent}&#xa0;%</translation>
    </message>
    <message>
        <source>Wait up to an hour, then try again.</source>
        <translation>Espera hasta una hora e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>En espera</translation>
    </message>
    <message>
        <source>Waiting for another export.</source>
        <translation>En espera de otra exportación.</translation>
    </message>
    <message>
        <source>Waiting for the network…</source>
        <translation>En espera de la red…</translation>
    </message>
    <message>
        <source>Waiting to transcribe</source>
        <translation>Transcripción en espera</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>Ver</translation>
    </message>
    <message>
        <source>Waveform</source>
        <translation>Forma de onda</translation>
    </message>
    <message>
        <source>Web Annotations (JSON-LD)</source>
        <translation>Anotaciones web (JSON-LD)</translation>
    </message>
    <message>
        <source>Web Annotations: the W3C&apos;s format for such notes.</source>
        <translation>Anotaciones web: el formato del W3C para este tipo de notas.</translation>
    </message>
    <message>
        <source>Web page</source>
        <translation>Página web</translation>
    </message>
    <message>
        <source>Web page with pictures and clips</source>
        <translation>Página web con imágenes y clips</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Contenido</translation>
    </message>
    <message>
        <source>What is finished is kept. Start it again; if it fails again, choose a smaller model.</source>
        <translation>Lo terminado se conserva. Iníciala de nuevo; si vuelve a fallar, elige un modelo más pequeño.</translation>
    </message>
    <message>
        <source>Where is this said?</source>
        <translation>¿Dónde se dice esto?</translation>
    </message>
    <message>
        <source>While you read, letters are shortcuts. Off: only with Alt.</source>
        <translation>Mientras lees, las letras son atajos. Desactivado: solo con Alt.</translation>
    </message>
    <message>
        <source>While you type, this key types text.</source>
        <translation>Mientras escribes, esta tecla escribe en el texto.</translation>
    </message>
    <message numerus="yes">
        <source>Whole note|Whole notes</source>
        <translation>
            <numerusform>Nota entera</numerusform>
            <numerusform>Notas enteras</numerusform>
        </translation>
    </message>
    <message>
        <source>Whole words</source>
        <translation>Palabras completas</translation>
    </message>
    <message>
        <source>Wikilink to a file</source>
        <translation>Wikilink a un archivo</translation>
    </message>
    <message>
        <source>With end time</source>
        <translation>Con tiempo final</translation>
    </message>
    <message>
        <source>With most of the words</source>
        <translation>Con la mayoría de las palabras</translation>
    </message>
    <message>
        <source>With picture</source>
        <translation>Con imagen</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Escribir</translation>
    </message>
    <message>
        <source>Write anyway</source>
        <translation>Escribir de todos modos</translation>
    </message>
    <message>
        <source>Write here</source>
        <translation>Escribir aquí</translation>
    </message>
    <message>
        <source>Write it as {0}:1:02:03.</source>
        <translation>Escríbelo como {0}:1:02:03.</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Escritura</translation>
    </message>
    <message>
        <source>Wrong end</source>
        <translation>Tiempo final incorrecto</translation>
    </message>
    <message>
        <source>Yes</source>
        <comment>answer</comment>
        <translation>Sí</translation>
    </message>
    <message>
        <source>You can also type {0}</source>
        <translation>También se puede escribir {0}</translation>
    </message>
    <message>
        <source>You can&apos;t add a bullet here.</source>
        <translation>No se puede agregar una viñeta aquí.</translation>
    </message>
    <message>
        <source>You chose this file; the note itself is unchanged.</source>
        <translation>Elegiste este archivo; la nota en sí no cambia.</translation>
    </message>
    <message>
        <source>You left the note before the frame was added. The frame is saved in “{0}”.</source>
        <translation>Saliste de la nota antes de que se agregara el fotograma. El fotograma está guardado en “{0}”.</translation>
    </message>
    <message>
        <source>YouTube descriptions have at most {0} characters; this is longer.</source>
        <translation>Las descripciones de YouTube tienen como máximo {0} caracteres; esta es más larga.</translation>
    </message>
    <message>
        <source>YouTube shows chapters only if there are three or more.</source>
        <translation>YouTube muestra capítulos solo si hay tres o más.</translation>
    </message>
    <message>
        <source>Your changes can&apos;t be saved: {0}.</source>
        <translation>No se pueden guardar tus cambios: {0}.</translation>
    </message>
    <message>
        <source>Your text can&apos;t be kept for the next start either: the disk can&apos;t be written to.</source>
        <translation>Tu texto tampoco se puede conservar para el próximo inicio: no se puede escribir en el disco.</translation>
    </message>
    <message>
        <source>Your text is kept and will be offered when you open the note again.</source>
        <translation>Tu texto se conserva y se ofrecerá cuando vuelvas a abrir la nota.</translation>
    </message>
    <message>
        <source>Your text is kept; save again, or save elsewhere.</source>
        <translation>Tu texto se conserva; guarda de nuevo o en otro lugar.</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>La tuya</translation>
    </message>
    <message>
        <source>`cuenote transcribe --model {0}` offers to download it.</source>
        <translation>`cuenote transcribe --model {0}` ofrece descargarlo.</translation>
    </message>
    <message>
        <source>`cuenote transcribe` offers to download it; or install `cuenote[speech]`.</source>
        <translation>`cuenote transcribe` ofrece descargarlo; o instala `cuenote[speech]`.</translation>
    </message>
    <message>
        <source>a few seconds left</source>
        <translation>unos segundos para terminar</translation>
    </message>
    <message>
        <source>about {0}</source>
        <translation>alrededor de {0}</translation>
    </message>
    <message>
        <source>accept, fix</source>
        <translation>aceptar, corregir, arreglar</translation>
    </message>
    <message>
        <source>also: {0}</source>
        <translation>también: {0}</translation>
    </message>
    <message numerus="yes">
        <source>and 1 more|and %n more</source>
        <translation>
            <numerusform>y 1 más</numerusform>
            <numerusform>y %n más</numerusform>
        </translation>
    </message>
    <message>
        <source>audio only</source>
        <translation>solo audio</translation>
    </message>
    <message>
        <source>backlinks</source>
        <translation>enlaces entrantes</translation>
    </message>
    <message>
        <source>being saved</source>
        <translation>guardándose</translation>
    </message>
    <message>
        <source>best, very slow</source>
        <translation>el mejor, muy lento</translation>
    </message>
    <message>
        <source>better, slow</source>
        <translation>mejor, lento</translation>
    </message>
    <message>
        <source>block, paragraph</source>
        <translation>bloque, párrafo</translation>
    </message>
    <message>
        <source>both times agree, read as mm:ss</source>
        <translation>ambos tiempos coinciden, leídos como mm:ss</translation>
    </message>
    <message>
        <source>can&apos;t be selected</source>
        <translation>no se puede seleccionar</translation>
    </message>
    <message>
        <source>cancel</source>
        <translation>cancelar</translation>
    </message>
    <message>
        <source>captions, cc</source>
        <translation>subtítulos, captions, cc</translation>
    </message>
    <message>
        <source>centre</source>
        <translation>centro</translation>
    </message>
    <message>
        <source>check, errors, doubts</source>
        <translation>comprobar, revisar, errores, dudas</translation>
    </message>
    <message>
        <source>check, verify</source>
        <translation>verificar, revisar, chequear, validar</translation>
    </message>
    <message>
        <source>claims</source>
        <translation>afirmaciones</translation>
    </message>
    <message>
        <source>clips</source>
        <translatorcomment>same</translatorcomment>
        <translation>clips</translation>
    </message>
    <message>
        <source>conflict {0} of {1}</source>
        <translation>conflicto {0} de {1}</translation>
    </message>
    <message>
        <source>couldn&apos;t load the rest: {0}</source>
        <translation>no se pudo cargar el resto: {0}</translation>
    </message>
    <message>
        <source>create, YouTube, link</source>
        <translation>crear, añadir, YouTube, enlace</translation>
    </message>
    <message>
        <source>cuenote:// links, shortcut, desktop entry, install</source>
        <translation>enlaces cuenote://, acceso directo, escritorio, instalar</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <extracomment>How a day is written: d, MMM and yyyy as Qt has them, other words in &apos;single quotes&apos;.</extracomment>
        <translation>d&#xa0;MMM&#xa0;yyyy</translation>
    </message>
    <message>
        <source>dark mode, night</source>
        <translation>modo oscuro, noche, nocturno</translation>
    </message>
    <message>
        <source>delete note</source>
        <translation>eliminar nota, borrar</translation>
    </message>
    <message>
        <source>deleted</source>
        <extracomment>Why a video of a playlist can&apos;t be saved: it was deleted.</extracomment>
        <translation>eliminado</translation>
    </message>
    <message>
        <source>detach, pop out, second screen</source>
        <translation>separar, ventana flotante, segunda pantalla</translation>
    </message>
    <message>
        <source>done</source>
        <extracomment>The box of a task.</extracomment>
        <translation>listo</translation>
    </message>
    <message>
        <source>download, library, queue, transcriptions, exports</source>
        <translation>descargas, biblioteca, cola, transcripciones, exportaciones</translation>
    </message>
    <message>
        <source>download, offline, keep</source>
        <translation>descargar, bajar, offline, conservar</translation>
    </message>
    <message>
        <source>draw</source>
        <translation>dibujar</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>vacío</translation>
    </message>
    <message>
        <source>fast, some mistakes</source>
        <translation>rápido, algunos errores</translation>
    </message>
    <message>
        <source>fastest, many mistakes</source>
        <translation>el más rápido, muchos errores</translation>
    </message>
    <message>
        <source>files</source>
        <translation>archivos</translation>
    </message>
    <message>
        <source>find everywhere, what is said, transcripts</source>
        <translation>encontrar, buscar en todo, lo que se dice, transcripciones</translation>
    </message>
    <message>
        <source>first {0}; stopped</source>
        <translation>primeros {0}; se detuvo</translation>
    </message>
    <message>
        <source>good in most languages</source>
        <translation>bueno en la mayoría de los idiomas</translation>
    </message>
    <message>
        <source>half a minute</source>
        <translation>medio minuto</translation>
    </message>
    <message>
        <source>has a note</source>
        <translation>tiene nota</translation>
    </message>
    <message>
        <source>history</source>
        <translation>atrás, historial</translation>
    </message>
    <message>
        <source>ignore, dismiss</source>
        <translation>ignorar, descartar</translation>
    </message>
    <message>
        <source>in order with the claims before and after</source>
        <translation>en orden con las afirmaciones anterior y siguiente</translation>
    </message>
    <message>
        <source>in sync</source>
        <comment>the transcript, with the video</comment>
        <translation>sincronizada</translation>
    </message>
    <message>
        <source>in their own folder</source>
        <translation>en su propia carpeta</translation>
    </message>
    <message>
        <source>incomplete</source>
        <translation>incompleta</translation>
    </message>
    <message>
        <source>indent, Tab</source>
        <translation>sangrar, indentar, Tab</translation>
    </message>
    <message numerus="yes">
        <source>it has no video.|they have no video.</source>
        <translation>
            <numerusform>no tiene video.</numerusform>
            <numerusform>no tienen video.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>it is past the end of the video.|they are past the end.</source>
        <translation>
            <numerusform>es posterior al final del video.</numerusform>
            <numerusform>son posteriores al final.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>its time can&apos;t be played, or its video is not on this computer.|their times can&apos;t be played, or their videos are not on this computer.</source>
        <translation>
            <numerusform>su tiempo no se puede reproducir, o su video no está en este equipo.</numerusform>
            <numerusform>sus tiempos no se pueden reproducir, o sus videos no están en este equipo.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>its time can&apos;t be read or is past the end.|their times can&apos;t be read or are past the end.</source>
        <translation>
            <numerusform>su tiempo no se puede leer o es posterior al final.</numerusform>
            <numerusform>sus tiempos no se pueden leer o son posteriores al final.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>its time can&apos;t be read.|their times can&apos;t be read.</source>
        <extracomment>Stands behind “3 timestamps are left out (“1:02”, …): ”.</extracomment>
        <translation>
            <numerusform>su tiempo no se puede leer.</numerusform>
            <numerusform>sus tiempos no se pueden leer.</numerusform>
        </translation>
    </message>
    <message>
        <source>keep</source>
        <translation>conservar</translation>
    </message>
    <message>
        <source>left out of export</source>
        <translation>excluido de la exportación</translation>
    </message>
    <message>
        <source>light mode</source>
        <translation>modo claro, tema</translation>
    </message>
    <message>
        <source>live now</source>
        <translation>en vivo ahora</translation>
    </message>
    <message>
        <source>loop, A–B</source>
        <translation>loop, A–B, repetir</translation>
    </message>
    <message>
        <source>lower centre</source>
        <translation>abajo en el centro</translation>
    </message>
    <message>
        <source>lower left</source>
        <translation>abajo a la izquierda</translation>
    </message>
    <message>
        <source>lower right</source>
        <translation>abajo a la derecha</translation>
    </message>
    <message>
        <source>middle left</source>
        <translation>a la izquierda</translation>
    </message>
    <message>
        <source>middle right</source>
        <translation>a la derecha</translation>
    </message>
    <message>
        <source>minutes and seconds</source>
        <translation>minutos y segundos</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>no existe</translation>
    </message>
    <message>
        <source>mm:ss written as hh:mm</source>
        <translation>mm:ss escrito como hh:mm</translation>
    </message>
    <message>
        <source>move</source>
        <translation>mover</translation>
    </message>
    <message>
        <source>nearly as good as the best, faster</source>
        <translation>casi tan bueno como el mejor, más rápido</translation>
    </message>
    <message>
        <source>new note about it</source>
        <translation>nota nueva sobre este video</translation>
    </message>
    <message>
        <source>next</source>
        <translation>siguiente</translation>
    </message>
    <message>
        <source>no URL</source>
        <translation>sin URL</translation>
    </message>
    <message>
        <source>no note here</source>
        <translation>sin nota aquí</translation>
    </message>
    <message>
        <source>no note yet</source>
        <translation>aún sin nota</translation>
    </message>
    <message>
        <source>no picture</source>
        <translation>sin imagen</translation>
    </message>
    <message>
        <source>no time</source>
        <translation>sin tiempo</translation>
    </message>
    <message>
        <source>no transcript</source>
        <translation>sin transcripción</translation>
    </message>
    <message>
        <source>no video</source>
        <translation>sin video</translation>
    </message>
    <message>
        <source>none, audio only</source>
        <translation>ninguna, solo audio</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>no se encuentra</translation>
    </message>
    <message>
        <source>not premiered yet</source>
        <translation>aún no se ha estrenado</translation>
    </message>
    <message>
        <source>not selected</source>
        <translation>sin seleccionar</translation>
    </message>
    <message>
        <source>notes;markdown;video;transcript;timestamp;</source>
        <extracomment>What the user may type to find the program: words, each with a &quot;;&quot; behind it.</extracomment>
        <translation>notas;markdown;video;transcripción;marca de tiempo;</translation>
    </message>
    <message>
        <source>now</source>
        <translation>actual</translation>
    </message>
    <message>
        <source>of all claims</source>
        <translation>de todas las afirmaciones</translation>
    </message>
    <message>
        <source>off</source>
        <translation>desactivado</translation>
    </message>
    <message>
        <source>offset, delay</source>
        <translation>desfase, retraso, sincronizar</translation>
    </message>
    <message>
        <source>on</source>
        <translation>activado</translation>
    </message>
    <message>
        <source>one video per claim</source>
        <translation>un video por afirmación</translation>
    </message>
    <message>
        <source>open link, wikilink</source>
        <translation>abrir enlace, vínculo, wikilink</translation>
    </message>
    <message>
        <source>open now</source>
        <translation>abierta ahora</translation>
    </message>
    <message>
        <source>outline, contents, headings</source>
        <translation>esquema, índice, contenido, encabezados</translation>
    </message>
    <message>
        <source>over {0}</source>
        <translation>más de {0}</translation>
    </message>
    <message>
        <source>pages</source>
        <translation>páginas</translation>
    </message>
    <message>
        <source>past the end</source>
        <translation>después del final</translation>
    </message>
    <message>
        <source>pauses</source>
        <translation>pausas</translation>
    </message>
    <message>
        <source>play online, stop</source>
        <translation>ver online, streaming, detener</translation>
    </message>
    <message>
        <source>playing</source>
        <translation>en reproducción</translation>
    </message>
    <message>
        <source>playlist, channel, download</source>
        <translation>playlist, lista de reproducción, canal, descargar</translation>
    </message>
    <message>
        <source>point, {0}</source>
        <translation>punto, {0}</translation>
    </message>
    <message>
        <source>private</source>
        <extracomment>Why a video of a playlist can&apos;t be saved: it is private.</extracomment>
        <translation>privado</translation>
    </message>
    <message>
        <source>read as hours, {0} of {1} would be past the end of the video</source>
        <translation>leídos como horas, {0} de {1} serían posteriores al final del video</translation>
    </message>
    <message>
        <source>read as hours, {0} of {1} would need a video of five hours or more</source>
        <translation>leídos como horas, {0} de {1} necesitarían un video de cinco horas o más</translation>
    </message>
    <message>
        <source>read-only</source>
        <translation>solo lectura</translation>
    </message>
    <message>
        <source>recent, file, quick open, paste link</source>
        <translation>reciente, archivo, abrir rápido, pegar enlace</translation>
    </message>
    <message>
        <source>reel, only claims, highlights</source>
        <translation>resumen, momentos destacados, reel</translation>
    </message>
    <message>
        <source>refresh</source>
        <translation>actualizar, refrescar</translation>
    </message>
    <message>
        <source>remove</source>
        <translation>quitar</translation>
    </message>
    <message>
        <source>rename, title, file name, move</source>
        <translation>renombrar, título, nombre de archivo, mover</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>guardado</translation>
    </message>
    <message>
        <source>saved for offline</source>
        <translation>guardado para ver sin conexión</translation>
    </message>
    <message>
        <source>screenshot, picture, still</source>
        <translation>captura de pantalla, imagen, foto</translation>
    </message>
    <message>
        <source>selected</source>
        <translation>seleccionado</translation>
    </message>
    <message>
        <source>settings, options</source>
        <translation>ajustes, opciones, configuración</translation>
    </message>
    <message>
        <source>shortcuts, keyboard</source>
        <translation>teclas, combinaciones</translation>
    </message>
    <message>
        <source>silence, sound off</source>
        <translation>silencio, sin sonido, mute</translation>
    </message>
    <message>
        <source>size</source>
        <translation>tamaño</translation>
    </message>
    <message>
        <source>sort, by video, by folder</source>
        <translation>ordenar, por video, por carpeta</translation>
    </message>
    <message>
        <source>sound, loudness</source>
        <translation>sonido, audio, volumen</translation>
    </message>
    <message>
        <source>speech to text, whisper</source>
        <translation>voz a texto, reconocimiento de voz, dictado, whisper</translation>
    </message>
    <message>
        <source>speed, 2×</source>
        <translation>velocidad, acelerar, 2×</translation>
    </message>
    <message>
        <source>speed, slow motion</source>
        <translation>velocidad, cámara lenta</translation>
    </message>
    <message>
        <source>subtitles ({0}): {1}</source>
        <translation>subtítulos ({0}): {1}</translation>
    </message>
    <message>
        <source>suggested: {0}</source>
        <translation>sugerido: {0}</translation>
    </message>
    <message>
        <source>tag</source>
        <translation>etiqueta</translation>
    </message>
    <message>
        <source>the model {0} ({1}, from huggingface.co)</source>
        <translation>el modelo {0} ({1}, de huggingface.co)</translation>
    </message>
    <message>
        <source>the times in this note only make sense as mm:ss</source>
        <translation>los tiempos de esta nota solo tienen sentido como mm:ss</translation>
    </message>
    <message>
        <source>the words here are closest to the claim</source>
        <translation>las palabras de aquí son las más cercanas a la afirmación</translation>
    </message>
    <message>
        <source>theme, colours</source>
        <translation>tema, apariencia</translation>
    </message>
    <message>
        <source>there is no colour “{0}”</source>
        <translation>no existe el color “{0}”</translation>
    </message>
    <message>
        <source>thumbnail: {0}</source>
        <translation>miniatura: {0}</translation>
    </message>
    <message>
        <source>times read as mm:ss</source>
        <translation>tiempos leídos como min:s</translation>
    </message>
    <message>
        <source>timestamp, note, T, bookmark</source>
        <translation>marca de tiempo, nota, T, marcador</translation>
    </message>
    <message>
        <source>timestamp, time, insert, bookmark</source>
        <translation>marca de tiempo, tiempo, insertar, marcador</translation>
    </message>
    <message>
        <source>to do</source>
        <translation>por hacer</translation>
    </message>
    <message>
        <source>to print or send</source>
        <translation>para imprimir o enviar</translation>
    </message>
    <message>
        <source>tour/guide.md</source>
        <extracomment>The path of a file in the folder of the language (resources/languages/CODE); see TRANSLATING.</extracomment>
        <translation>Recorrido/Guía.md</translation>
    </message>
    <message>
        <source>tour/tour.md</source>
        <extracomment>The path of a file in the folder of the language (resources/languages/CODE); see TRANSLATING.</extracomment>
        <translation>Recorrido/Recorrido.md</translation>
    </message>
    <message>
        <source>transcribed here, model {0}</source>
        <translation>transcripción hecha aquí, modelo {0}</translation>
    </message>
    <message>
        <source>upper centre</source>
        <translation>arriba en el centro</translation>
    </message>
    <message>
        <source>upper left</source>
        <translation>arriba a la izquierda</translation>
    </message>
    <message>
        <source>upper right</source>
        <translation>arriba a la derecha</translation>
    </message>
    <message>
        <source>was {0}</source>
        <translation>antes {0}</translation>
    </message>
    <message>
        <source>with links</source>
        <translation>con enlaces</translation>
    </message>
    <message>
        <source>with pictures and clips</source>
        <translation>con imágenes y clips</translation>
    </message>
    <message>
        <source>yt-dlp is up to date ({0}).</source>
        <translation>yt-dlp está actualizado ({0}).</translation>
    </message>
    <message>
        <source>yt-dlp, which reads online videos, is not installed or can&apos;t be loaded.</source>
        <translation>yt-dlp, que lee los videos en línea, no está instalado o no se puede cargar.</translation>
    </message>
    <message>
        <source>zoom, 100 %</source>
        <translation>zoom, 100&#xa0;%</translation>
    </message>
    <message>
        <source>{0} %</source>
        <translation>{0}&#xa0;%</translation>
    </message>
    <message numerus="yes">
        <source>{0} (1 note)|{0} (one of %n notes)</source>
        <translation>
            <numerusform>{0} (1 nota)</numerusform>
            <numerusform>{0} (una de %n notas)</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} (about {1}, from PyPI)</source>
        <translation>{0} (alrededor de {1}, de PyPI)</translation>
    </message>
    <message>
        <source>{0} (missing)</source>
        <translation>{0} (no existe)</translation>
    </message>
    <message>
        <source>{0} (rough estimate)</source>
        <translation>{0} (estimación aproximada)</translation>
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
        <translation>{0} Intentando de nuevo.</translation>
    </message>
    <message numerus="yes">
        <source>{0} and 1 more|{0} and %n more</source>
        <translation>
            <numerusform>{0} y 1 más</numerusform>
            <numerusform>{0} y %n más</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} at first</source>
        <comment>{0} as “0:43 late”</comment>
        <translation>{0} al principio</translation>
    </message>
    <message>
        <source>{0} can&apos;t be loaded: {1}.</source>
        <translation>No se puede cargar {0}: {1}.</translation>
    </message>
    <message>
        <source>{0} can&apos;t be reassigned.</source>
        <translation>{0} no se puede reasignar.</translation>
    </message>
    <message>
        <source>{0} claims shown</source>
        <translation>Se muestran {0} afirmaciones</translation>
    </message>
    <message>
        <source>{0} couldn&apos;t be read.</source>
        <translation>No se pudo leer {0}.</translation>
    </message>
    <message>
        <source>{0} early</source>
        <comment>the transcript, by a time</comment>
        <translation>{0} de adelanto</translation>
    </message>
    <message>
        <source>{0} free</source>
        <translation>{0}&#xa0;libres</translation>
    </message>
    <message>
        <source>{0} free in {1}</source>
        <translation>{0} libres en {1}</translation>
    </message>
    <message>
        <source>{0} h {1} min</source>
        <translation>{0}&#xa0;h {1}&#xa0;min</translation>
    </message>
    <message>
        <source>{0} h {1} min left</source>
        <translation>{0}&#xa0;h {1}&#xa0;min para terminar</translation>
    </message>
    <message numerus="yes">
        <source>{0} in 1 file, one per video|{0} in %n files, one per video</source>
        <extracomment>{0}: “12 timestamps”</extracomment>
        <translation>
            <numerusform>{0} en 1 archivo, uno por video</numerusform>
            <numerusform>{0} en %n archivos, uno por video</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} in the settings file ({1}) is not used. {2}</source>
        <translation>{0} en el archivo de preferencias ({1}) no se usa. {2}</translation>
    </message>
    <message>
        <source>{0} in {1}</source>
        <translation>{0} en {1}</translation>
    </message>
    <message>
        <source>{0} is a timestamp</source>
        <translation>{0} es una marca de tiempo</translation>
    </message>
    <message>
        <source>{0} is needed for typing. Add Ctrl or Alt, or use a key like F7.</source>
        <translation>{0} se necesita para escribir. Agrega Ctrl o Alt, o usa una tecla como F7.</translation>
    </message>
    <message>
        <source>{0} is not a timestamp</source>
        <translation>{0} no es una marca de tiempo</translation>
    </message>
    <message>
        <source>{0} is not in this video.</source>
        <translation>{0} no está en este video.</translation>
    </message>
    <message>
        <source>{0} is past the end ({1}).</source>
        <translation>{0} es posterior al final ({1}).</translation>
    </message>
    <message>
        <source>{0} is past the end of the video</source>
        <translation>{0} es posterior al final del video</translation>
    </message>
    <message numerus="yes">
        <source>{0} is said here|{0} are said here</source>
        <comment>some words</comment>
        <translation>
            <numerusform>{0} se dice aquí</numerusform>
            <numerusform>{0} se dicen aquí</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} is said only here|{0} are said only here</source>
        <comment>some words</comment>
        <translation>
            <numerusform>{0} solo se dice aquí</numerusform>
            <numerusform>{0} solo se dicen aquí</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} is used for “{1}”. Reassign?</source>
        <translation>{0} se usa para “{1}”. ¿Reasignar?</translation>
    </message>
    <message>
        <source>{0} late</source>
        <comment>the transcript, by a time</comment>
        <translation>{0} de retraso</translation>
    </message>
    <message>
        <source>{0} min left</source>
        <translation>{0}&#xa0;min para terminar</translation>
    </message>
    <message>
        <source>{0} notes are selected. Move at most {1} to the trash at once.</source>
        <translation>Hay {0} notas seleccionadas. Mueve {1} a la papelera como máximo cada vez.</translation>
    </message>
    <message>
        <source>{0} of audio, about {1} on this computer</source>
        <translation>{0} de audio, alrededor de {1} en este equipo</translation>
    </message>
    <message>
        <source>{0} of the model was damaged, so it was deleted.</source>
        <translation>{0}, un archivo del modelo, estaba dañado, por lo que se eliminó.</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} de {1}</translation>
    </message>
    <message>
        <source>{0} of {1} notes</source>
        <translation>{0} de {1} notas</translation>
    </message>
    <message>
        <source>{0} of {1} selected. One undo takes all of it back.</source>
        <translation>{0} de {1} seleccionados. Un solo Deshacer lo revierte todo.</translation>
    </message>
    <message>
        <source>{0} of {1} such times end in :00</source>
        <translation>{0} de {1} de estos tiempos terminan en :00</translation>
    </message>
    <message>
        <source>{0} on the site</source>
        <extracomment>{0} is a time; the link leads to the video.</extracomment>
        <translation>{0} en el sitio</translation>
    </message>
    <message>
        <source>{0} or {1}</source>
        <translation>{0} o {1}</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0}&#xa0;s</translation>
    </message>
    <message>
        <source>{0} s left</source>
        <translation>{0}&#xa0;s para terminar</translation>
    </message>
    <message>
        <source>{0} so far, loading…</source>
        <translation>{0} hasta ahora, cargando…</translation>
    </message>
    <message>
        <source>{0} was downloaded but can&apos;t be found.</source>
        <translation>{0} se descargó, pero no se encuentra.</translation>
    </message>
    <message>
        <source>{0} {1}</source>
        <comment>two sentences</comment>
        <translation>{0} {1}</translation>
    </message>
    <message>
        <source>{0} {1} does not run on this computer: {2}</source>
        <translation>{0} {1} no funciona en este equipo: {2}</translation>
    </message>
    <message>
        <source>{0}, folded</source>
        <translation>{0}, plegado</translation>
    </message>
    <message>
        <source>{0}, heading, claims: {1}</source>
        <translation>{0}, encabezado, afirmaciones: {1}</translation>
    </message>
    <message>
        <source>{0}, no timestamps</source>
        <translation>{0}, sin marcas de tiempo</translation>
    </message>
    <message>
        <source>{0}, not on this computer</source>
        <translation>{0}, no está en este equipo</translation>
    </message>
    <message>
        <source>{0}, problem</source>
        <translation>{0}, problema</translation>
    </message>
    <message>
        <source>{0}, translated to English</source>
        <translation>{0}, traducida al inglés</translation>
    </message>
    <message>
        <source>{0}, with {1} of the claim&apos;s {2} key words</source>
        <translation>{0}, con {1} de las {2} palabras clave de la afirmación</translation>
    </message>
    <message>
        <source>{0}, {1}</source>
        <comment>a list</comment>
        <translation>{0}, {1}</translation>
    </message>
    <message>
        <source>{0}, {1} by {2} percent</source>
        <translation>{0}, {1} por {2} por ciento</translation>
    </message>
    <message>
        <source>{0}, {1} frames per second</source>
        <translation>{0}, {1} fotogramas por segundo</translation>
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
        <translation>{0}: elegir otro video</translation>
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
        <translation>{1} desde {0}</translation>
    </message>
    <message>
        <source>{1} notes are called “{0}”</source>
        <translation>{1} notas se llaman “{0}”</translation>
    </message>
    <message>
        <source>“dark” is true or false</source>
        <translation>“dark” es true o false</translation>
    </message>
    <message>
        <source>“{0}”</source>
        <translation>“{0}”</translation>
    </message>
    <message>
        <source>“{0}” already exists.</source>
        <translation>“{0}” ya existe.</translation>
    </message>
    <message>
        <source>“{0}” and its subtitles will be deleted from this computer, freeing {1}. You can&apos;t undo this. Your notes are kept.</source>
        <translation>“{0}” y sus subtítulos se eliminarán de este equipo, y se liberarán {1}. No se puede deshacer. Tus notas se conservan.</translation>
    </message>
    <message>
        <source>“{0}” can&apos;t be a property name.</source>
        <translation>“{0}” no puede ser el nombre de una propiedad.</translation>
    </message>
    <message>
        <source>“{0}” can&apos;t be deleted: {1}.</source>
        <translation>No se puede eliminar “{0}”: {1}.</translation>
    </message>
    <message>
        <source>“{0}” can&apos;t be moved to the trash. It was not deleted.</source>
        <translation>“{0}” no se puede mover a la papelera. No se eliminó.</translation>
    </message>
    <message>
        <source>“{0}” can&apos;t be opened</source>
        <translation>No se puede abrir “{0}”</translation>
    </message>
    <message>
        <source>“{0}” can&apos;t be opened.</source>
        <translation>No se puede abrir “{0}”.</translation>
    </message>
    <message>
        <source>“{0}” can&apos;t be put back. It is still in the trash.</source>
        <translation>“{0}” no se puede devolver a su lugar. Sigue en la papelera.</translation>
    </message>
    <message>
        <source>“{0}” can&apos;t be read as a picture</source>
        <translation>“{0}” no se puede leer como imagen</translation>
    </message>
    <message>
        <source>“{0}” can&apos;t be read: {1}.</source>
        <translation>No se puede leer “{0}”: {1}.</translation>
    </message>
    <message>
        <source>“{0}” can&apos;t be saved: {1}.</source>
        <translation>No se puede guardar “{0}”: {1}.</translation>
    </message>
    <message>
        <source>“{0}” can&apos;t be streamed ({1})</source>
        <translation>“{0}” no se puede reproducir en línea ({1})</translation>
    </message>
    <message>
        <source>“{0}” can&apos;t be the name of a note.</source>
        <translation>“{0}” no puede ser el nombre de una nota.</translation>
    </message>
    <message>
        <source>“{0}” did not finish opening last time, so it was not opened automatically.</source>
        <translation>“{0}” no terminó de abrirse la última vez, por lo que no se abrió automáticamente.</translation>
    </message>
    <message>
        <source>“{0}” has changed since its previous version:</source>
        <translation>“{0}” ha cambiado desde la versión anterior:</translation>
    </message>
    <message>
        <source>“{0}” has no audio.</source>
        <translation>“{0}” no tiene audio.</translation>
    </message>
    <message>
        <source>“{0}” has no picture</source>
        <translation>“{0}” no tiene imagen</translation>
    </message>
    <message>
        <source>“{0}” has no readable subtitles.</source>
        <translation>“{0}” no tiene subtítulos legibles.</translation>
    </message>
    <message>
        <source>“{0}” in the settings file can&apos;t be used as a key for “{1}”.</source>
        <translation>En el archivo de preferencias, “{0}” no se puede usar como atajo para “{1}”.</translation>
    </message>
    <message>
        <source>“{0}” is a note or video of this export.</source>
        <translation>“{0}” es una nota o un video de esta exportación.</translation>
    </message>
    <message>
        <source>“{0}” is already about this video.</source>
        <translation>“{0}” ya trata de este video.</translation>
    </message>
    <message>
        <source>“{0}” is damaged and couldn&apos;t be renamed: {1}.</source>
        <translation>“{0}” está dañado y no se pudo renombrar: {1}.</translation>
    </message>
    <message>
        <source>“{0}” is damaged or incomplete, perhaps after an interrupted download</source>
        <translation>“{0}” está dañado o incompleto, quizá por una descarga interrumpida</translation>
    </message>
    <message>
        <source>“{0}” is damaged.</source>
        <translation>“{0}” está dañado.</translation>
    </message>
    <message>
        <source>“{0}” is empty.</source>
        <translation>“{0}” está vacío.</translation>
    </message>
    <message>
        <source>“{0}” is larger than {1} MB.</source>
        <translation>“{0}” ocupa más de {1} MB.</translation>
    </message>
    <message>
        <source>“{0}” is not Markdown, so it is read-only here.</source>
        <translation>“{0}” no es Markdown, por lo que aquí es de solo lectura.</translation>
    </message>
    <message>
        <source>“{0}” is not a URL.</source>
        <translation>“{0}” no es una URL.</translation>
    </message>
    <message>
        <source>“{0}” is not a YouTube ID, which has 11 letters and digits.</source>
        <translation>“{0}” no es un ID de YouTube, que tiene 11 letras y dígitos.</translation>
    </message>
    <message>
        <source>“{0}” is not a browser whose cookies can be read.</source>
        <translation>“{0}” no es un navegador cuyas cookies se puedan leer.</translation>
    </message>
    <message>
        <source>“{0}” is not a colour such as #0B62C4</source>
        <translation>“{0}” no es un color como #0B62C4</translation>
    </message>
    <message>
        <source>“{0}” is not a file.</source>
        <translation>“{0}” no es un archivo.</translation>
    </message>
    <message>
        <source>“{0}” is not a language.</source>
        <translation>“{0}” no es un idioma.</translation>
    </message>
    <message>
        <source>“{0}” is not a note, a video or a transcript.</source>
        <translation>“{0}” no es una nota, un video ni una transcripción.</translation>
    </message>
    <message>
        <source>“{0}” is not a time.</source>
        <translation>“{0}” no es un tiempo.</translation>
    </message>
    <message>
        <source>“{0}” is not a video.</source>
        <translation>“{0}” no es un video.</translation>
    </message>
    <message>
        <source>“{0}” is not a web address: only http and https are opened.</source>
        <translation>“{0}” no es una dirección web: solo se abren http y https.</translation>
    </message>
    <message>
        <source>“{0}” is not saved</source>
        <translation>“{0}” no está guardada</translation>
    </message>
    <message>
        <source>“{0}” is on the web and is not loaded</source>
        <translation>“{0}” está en la web y no se carga</translation>
    </message>
    <message>
        <source>“{0}” is probably {1}.</source>
        <translation>“{0}” se lee como {1}, pero no es seguro.</translation>
    </message>
    <message>
        <source>“{0}” is read-only.</source>
        <translation>“{0}” es de solo lectura.</translation>
    </message>
    <message>
        <source>“{0}” is too large for a transcript.</source>
        <translation>“{0}” es demasiado grande para una transcripción.</translation>
    </message>
    <message>
        <source>“{0}” is too large to show</source>
        <translation>“{0}” es demasiado grande para mostrarla</translation>
    </message>
    <message>
        <source>“{0}” no longer exists.</source>
        <translation>“{0}” ya no existe.</translation>
    </message>
    <message>
        <source>“{0}” no longer exists. Your text is kept and will be offered at the next start.</source>
        <translation>“{0}” ya no existe. Tu texto se conserva y se ofrecerá la próxima vez que inicies Cuenote.</translation>
    </message>
    <message>
        <source>“{0}” was changed by another program.</source>
        <translation>Otro programa modificó “{0}”.</translation>
    </message>
    <message>
        <source>“{0}” was changed on {1} but not saved:</source>
        <translation>“{0}” se modificó el {1}, pero no se guardó:</translation>
    </message>
    <message>
        <source>“{0}” was damaged and was renamed to “{1}”.</source>
        <translation>“{0}” estaba dañado y ahora se llama “{1}”.</translation>
    </message>
    <message>
        <source>“{0}” was deleted or renamed by another program.</source>
        <translation>Otro programa eliminó “{0}” o le cambió el nombre.</translation>
    </message>
    <message>
        <source>“{0}” was deleted or renamed by another program. Its text is still here.</source>
        <translation>Otro programa eliminó “{0}” o le cambió el nombre. Su texto sigue aquí.</translation>
    </message>
    <message>
        <source>“{0}”: {1}</source>
        <translation>“{0}”: {1}</translation>
    </message>
    <message>
        <source>↑ Back to the note</source>
        <extracomment>A button on a phone.</extracomment>
        <translation>↑ Volver a la nota</translation>
    </message>
    <message>
        <source>↑ ↓ move</source>
        <translation>↑ ↓ mover</translation>
    </message>
    <message>
        <source>✓ on this computer</source>
        <translation>✓ en este equipo</translation>
    </message>
    <message>
        <source>✓ saved for offline</source>
        <translation>✓ guardado para ver sin conexión</translation>
    </message>
</context>
</TS>
