<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name></name>
    <message numerus="yes">
        <source>(1 more)|(%n more)</source>
        <translation>
            <numerusform>（另有 %n 个）</numerusform>
        </translation>
    </message>
    <message>
        <source>(no words)</source>
        <translation>（没有文字）</translation>
    </message>
    <message>
        <source>(picture)</source>
        <translation>（图片）</translation>
    </message>
    <message>
        <source>+ Bullet</source>
        <translation>+ 列表项</translation>
    </message>
    <message numerus="yes">
        <source>1 card|%n cards</source>
        <translation>
            <numerusform>%n 张卡片</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 chapter is left out: on YouTube chapters must be ten seconds apart.|%n chapters are left out: on YouTube chapters must be ten seconds apart.</source>
        <translation>
            <numerusform>%n 个章节未导出：在 YouTube 上，章节之间必须相隔至少 10 秒。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 claim was skipped: its video is not saved.|%n claims were skipped: their videos are not saved.</source>
        <translation>
            <numerusform>已跳过 %n 条要点：它们的视频没有保存。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 claim|%n claims</source>
        <translation>
            <numerusform>%n 条要点</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 clip|%n clips</source>
        <translation>
            <numerusform>%n 个片段</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 file, one per note|%n files, one per note</source>
        <translation>
            <numerusform>%n 个文件，每篇笔记一个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 is already being saved|%n are already being saved</source>
        <translation>
            <numerusform>有 %n 个正在保存</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 is already being transcribed|%n are already being transcribed</source>
        <translation>
            <numerusform>有 %n 个正在转写</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 link|%n links</source>
        <translation>
            <numerusform>%n 条链接</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 match with markup in it was left.|%n matches with markup in them were left.</source>
        <translation>
            <numerusform>%n 处匹配中有标记语法，没有替换。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 minute|%n minutes</source>
        <translation>
            <numerusform>%n 分钟</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 more has a transcript|%n more have a transcript</source>
        <translation>
            <numerusform>另有 %n 个已有文字稿</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 more is already saved|%n more are already saved</source>
        <translation>
            <numerusform>另有 %n 个已保存</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 more video in this note|%n more videos in this note</source>
        <translation>
            <numerusform>这篇笔记还有 %n 个视频</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 more was added to Recent.|%n more were added to Recent.</source>
        <translation>
            <numerusform>另有 %n 个已添加到“最近”。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 note couldn&apos;t be read.|%n notes couldn&apos;t be read.</source>
        <translation>
            <numerusform>无法读取 %n 篇笔记。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 note has no online video|%n notes have no online video</source>
        <translation>
            <numerusform>有 %n 篇笔记没有在线视频</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 note has no video on this computer|%n notes have no video on this computer</source>
        <translation>
            <numerusform>有 %n 篇笔记的视频不在这台电脑上</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 note|%n notes</source>
        <translation>
            <numerusform>%n 篇笔记</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 page with {0}|%n pages with {0}</source>
        <extracomment>{0}: “12 timestamps”</extracomment>
        <translation>
            <numerusform>%n 个网页，包含 {0}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 place in {0}|%n places in {0}</source>
        <translation>
            <numerusform>{0}中的 %n 处</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 problem found.|%n problems found.</source>
        <translation>
            <numerusform>发现 %n 个问题。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 problem ignored|%n problems ignored</source>
        <translation>
            <numerusform>已保留 %n 个问题。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 problem left without a safe fix.|%n problems left without a safe fix.</source>
        <translation>
            <numerusform>还有 %n 个问题没有安全的修正。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 problem|%n problems</source>
        <translation>
            <numerusform>%n 个问题</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 stays: it would be below 0:00|%n stay: they would be below 0:00</source>
        <translation>
            <numerusform>%n 个不变：平移后会早于 0:00</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 time fixed|%n times fixed</source>
        <translation>
            <numerusform>已修正 %n 个时间</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 time has mm:ss written as hh:mm|%n times have mm:ss written as hh:mm</source>
        <translation>
            <numerusform>%n 个时间的分钟误写成小时</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 time would be past the end of the video ({0}).|%n times would be past the end of the video ({0}).</source>
        <translation>
            <numerusform>%n 个时间将超出视频结尾（{0}）。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 timestamp has no picture and no audio: its video is not on this computer.|%n timestamps have no picture and no audio: their videos are not on this computer.</source>
        <translation>
            <numerusform>%n 个时间戳没有画面和声音：它们的视频不在这台电脑上。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 timestamp has no picture: its video is not on this computer.|%n timestamps have no picture: their videos are not on this computer.</source>
        <translation>
            <numerusform>%n 个时间戳没有画面：它们的视频不在这台电脑上。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 timestamp is left out ({0}): {1}|%n timestamps are left out ({0}): {1}</source>
        <translation>
            <numerusform>%n 个时间戳未导出（{0}）：{1}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 timestamp|%n timestamps</source>
        <translation>
            <numerusform>%n 个时间戳</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 video in “{0}”|%n videos in “{0}”</source>
        <translation>
            <numerusform>“{0}”中有 %n 个视频</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 video was left out: it has no note here.|%n videos were left out: they have no notes here.</source>
        <translation>
            <numerusform>已略过 %n 个视频：它们在这里没有笔记。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 video|%n videos</source>
        <translation>
            <numerusform>%n 个视频</numerusform>
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
        <translation>720p, 分辨率, 清晰度</translation>
    </message>
    <message>
        <source>9:07, 1:02:03, 62</source>
        <translation>9:07、1:02:03、62</translation>
    </message>
    <message>
        <source>A Markdown file. Placeholders: see the guide.</source>
        <translation>一个 Markdown 文件。占位符见使用指南。</translation>
    </message>
    <message>
        <source>A card for each claim, with its picture and audio. Open the file with Anki.</source>
        <translation>每条要点一张卡片，带图片和声音。用 Anki 打开文件。</translation>
    </message>
    <message>
        <source>A clip for each claim</source>
        <translation>每条要点一个片段</translation>
    </message>
    <message>
        <source>A desktop viewer for notes about videos.</source>
        <translation>用于查看视频笔记的桌面程序。</translation>
    </message>
    <message>
        <source>A file next to the note with “{0}” in its name is used automatically.</source>
        <translation>笔记旁边如有文件名含“{0}”的文件，会自动使用。</translation>
    </message>
    <message>
        <source>A folder with a Whisper model in CTranslate2 format.</source>
        <translation>存放 CTranslate2 格式 Whisper 模型的文件夹。</translation>
    </message>
    <message>
        <source>A label for each claim, to import into Audacity.</source>
        <translation>每条要点一个标签，可导入 Audacity。</translation>
    </message>
    <message>
        <source>A line of JSON for each timestamp, for programs.</source>
        <translation>每个时间戳一行 JSON，供程序使用。</translation>
    </message>
    <message>
        <source>A link wants to open a note outside your vaults:
{0}</source>
        <translation>一个链接要打开仓库以外的笔记：
{0}</translation>
    </message>
    <message>
        <source>A list of the claims, each with a link to its time in the video.</source>
        <translation>要点的列表，每条都有指向视频中相应时间的链接。</translation>
    </message>
    <message>
        <source>A model on this computer transcribes the audio. Nothing leaves this computer.</source>
        <translation>由这台电脑上的模型转写音频，任何内容都不会离开这台电脑。</translation>
    </message>
    <message>
        <source>A name can&apos;t contain “{0}”.</source>
        <translation>名称不能包含“{0}”。</translation>
    </message>
    <message>
        <source>A name can&apos;t start or end with a dot or a space.</source>
        <translation>名称不能以点或空格开头或结尾。</translation>
    </message>
    <message>
        <source>A newer yt-dlp usually helps.</source>
        <translation>更新 yt-dlp 通常能解决。</translation>
    </message>
    <message>
        <source>A row for each timestamp, for a spreadsheet.</source>
        <translation>每个时间戳一行，用于电子表格。</translation>
    </message>
    <message>
        <source>A short video for each claim, in a folder of their own.</source>
        <translation>每条要点一个短视频，存放在单独的文件夹中。</translation>
    </message>
    <message>
        <source>A sync program left another copy of this note: {0}</source>
        <translation>同步程序为这篇笔记留下了另一个副本：{0}</translation>
    </message>
    <message>
        <source>A timestamp has no time.</source>
        <translation>一个时间戳没有时间。</translation>
    </message>
    <message>
        <source>A video is playing</source>
        <translation>正在播放视频</translation>
    </message>
    <message>
        <source>About Cuenote</source>
        <translation>关于 Cuenote</translation>
    </message>
    <message>
        <source>About this video</source>
        <translation>这个视频的其他笔记</translation>
    </message>
    <message>
        <source>About {0}</source>
        <extracomment>Which video a note is about, and how long that is.</extracomment>
        <translation>关于 {0}</translation>
    </message>
    <message>
        <source>About {0} at {1}p</source>
        <translation>{1}p 约 {0}</translation>
    </message>
    <message>
        <source>About {0}, {1}</source>
        <translation>关于 {0}，{1}</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>操作及其快捷键</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>Add a key</source>
        <translation>添加快捷键</translation>
    </message>
    <message>
        <source>Add bullet</source>
        <translation>添加列表项</translation>
    </message>
    <message>
        <source>Add bullet at {0}</source>
        <translation>在 {0} 添加列表项</translation>
    </message>
    <message numerus="yes">
        <source>Add chapter as a heading|Add chapters as headings</source>
        <translation>
            <numerusform>将章节添加为小标题</numerusform>
        </translation>
    </message>
    <message>
        <source>Add chapters as headings</source>
        <translation>将章节添加为小标题</translation>
    </message>
    <message>
        <source>Add frame</source>
        <translation>添加画面</translation>
    </message>
    <message>
        <source>Add its URL to the front matter: url: https://…</source>
        <translation>将它的网址添加到属性中：url: https://…</translation>
    </message>
    <message>
        <source>Add timestamp</source>
        <translation>添加时间戳</translation>
    </message>
    <message>
        <source>Add timestamp {0}</source>
        <translation>添加时间戳 {0}</translation>
    </message>
    <message>
        <source>Add to applications menu</source>
        <translation>添加到应用程序菜单</translation>
    </message>
    <message>
        <source>Add transcript of section</source>
        <translation>添加本节文字稿</translation>
    </message>
    <message>
        <source>Add whole transcript</source>
        <translation>添加整份文字稿</translation>
    </message>
    <message>
        <source>Add {0}</source>
        <translation>添加 {0}</translation>
    </message>
    <message>
        <source>Add “{0}” to the dictionary</source>
        <translation>将“{0}”添加到词典</translation>
    </message>
    <message numerus="yes">
        <source>Added 1 chapter at the end.|Added %n chapters at the end.</source>
        <translation>
            <numerusform>已在末尾添加 %n 个章节。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Added 1 chapter, in order of time.|Added %n chapters, in order of time.</source>
        <translation>
            <numerusform>已按时间顺序添加 %n 个章节。</numerusform>
        </translation>
    </message>
    <message>
        <source>Added to the applications menu; cuenote:// links open here: {0}</source>
        <translation>已添加到应用程序菜单；cuenote:// 链接会在这里打开：{0}</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>网址</translation>
    </message>
    <message>
        <source>All claims one after the other. The name decides: .mp4, .mkv or .webm.</source>
        <translation>所有要点依次排列。格式由名称决定：.mp4、.mkv 或 .webm。</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
    <message>
        <source>All notes</source>
        <translation>所有笔记</translation>
    </message>
    <message>
        <source>All of these are saved.</source>
        <translation>这些视频都已保存。</translation>
    </message>
    <message>
        <source>All of these have notes.</source>
        <translation>这些视频都有笔记。</translation>
    </message>
    <message>
        <source>All videos of these notes already have a transcript.</source>
        <translation>这些笔记的视频都已有文字稿。</translation>
    </message>
    <message>
        <source>Anchor</source>
        <translation>锚点</translation>
    </message>
    <message>
        <source>Anki cards</source>
        <translation>Anki 卡片</translation>
    </message>
    <message>
        <source>Another Cuenote is already indexing this vault.</source>
        <translation>另一个 Cuenote 正在索引这个仓库。</translation>
    </message>
    <message>
        <source>Another program changed the same lines. Choose which to keep before you save.</source>
        <translation>其他程序修改了相同的行。保存前选择要保留的内容。</translation>
    </message>
    <message>
        <source>Another program is writing this note…</source>
        <translation>其他程序正在写入这篇笔记…</translation>
    </message>
    <message>
        <source>Another program is writing “{0}” right now.</source>
        <translation>其他程序正在写入“{0}”。</translation>
    </message>
    <message>
        <source>Another program moved this note to “{0}”.</source>
        <translation>其他程序已将这篇笔记移动到“{0}”。</translation>
    </message>
    <message>
        <source>Another window or terminal is already saving this video.</source>
        <translation>另一个窗口或终端正在保存这个视频。</translation>
    </message>
    <message numerus="yes">
        <source>Apply 1 safe fix…|Apply %n safe fixes…</source>
        <translation>
            <numerusform>应用 %n 处安全的修正…</numerusform>
        </translation>
    </message>
    <message>
        <source>Apply safe fixes in notes…</source>
        <translation>在笔记中应用安全的修正…</translation>
    </message>
    <message>
        <source>Apply safe fixes…</source>
        <translation>应用安全的修正…</translation>
    </message>
    <message>
        <source>Arrows</source>
        <translation>方向键</translation>
    </message>
    <message>
        <source>As paragraphs</source>
        <translation>按段落</translation>
    </message>
    <message>
        <source>As sentences</source>
        <translation>按句子</translation>
    </message>
    <message>
        <source>As spoken</source>
        <translation>原语言</translation>
    </message>
    <message>
        <source>Ask again later</source>
        <translation>下次再问</translation>
    </message>
    <message>
        <source>Asking {0} for the video…</source>
        <translation>正在向 {0} 请求视频…</translation>
    </message>
    <message>
        <source>Audio</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Audio only</source>
        <translation>仅音频</translation>
    </message>
    <message>
        <source>Audio only: there is no picture.</source>
        <translation>仅音频：没有画面。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Back 1 second</source>
        <translation>后退 1 秒</translation>
    </message>
    <message>
        <source>Back 5 seconds</source>
        <translation>后退 5 秒</translation>
    </message>
    <message>
        <source>Back {0} seconds</source>
        <translation>后退 {0} 秒</translation>
    </message>
    <message>
        <source>Before you save the first video</source>
        <translation>保存第一个视频之前</translation>
    </message>
    <message>
        <source>Bold</source>
        <translation>粗体</translation>
    </message>
    <message>
        <source>Bold words</source>
        <comment>question</comment>
        <translation>粗体词</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>两者都保留</translation>
    </message>
    <message>
        <source>Bracket</source>
        <translation>方括号</translation>
    </message>
    <message>
        <source>Browse files…</source>
        <translation>浏览文件…</translation>
    </message>
    <message>
        <source>Browser</source>
        <translation>浏览器</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Bullet as Markdown</source>
        <translation>列表项的 Markdown</translation>
    </message>
    <message>
        <source>By claims</source>
        <translation>按要点数量</translation>
    </message>
    <message>
        <source>By date, newest first</source>
        <translation>按日期，最新在前</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>按名称</translation>
    </message>
    <message>
        <source>By open problems</source>
        <translation>按未解决问题的数量</translation>
    </message>
    <message>
        <source>By title</source>
        <translation>按标题</translation>
    </message>
    <message>
        <source>Can&apos;t find videos in {0} any more: {1}</source>
        <translation>无法再找到 {0} 中的视频：{1}</translation>
    </message>
    <message>
        <source>Can&apos;t play this video</source>
        <translation>无法播放这个视频</translation>
    </message>
    <message>
        <source>Can&apos;t reach the site.</source>
        <translation>无法连接到网站。</translation>
    </message>
    <message>
        <source>Can&apos;t shift subtitles that came with the stream or are inside the video.</source>
        <translation>随视频流提供或视频内的字幕无法平移。</translation>
    </message>
    <message>
        <source>Can&apos;t tell</source>
        <translation>无法判断</translation>
    </message>
    <message>
        <source>Can&apos;t undo: the note has since changed on disk.</source>
        <translation>无法撤销：此后笔记在磁盘上有更改。</translation>
    </message>
    <message>
        <source>Can&apos;t write to “{0}” ({1}). Settings and history will not be saved.</source>
        <translation>无法写入“{0}”（{1}）。设置和历史记录将不会保存。</translation>
    </message>
    <message>
        <source>Can&apos;t write {1}. Choose another file.</source>
        <translation>无法写入 {1}。选择其他文件。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Cancelled. The transcript so far is kept.</source>
        <translation>已取消。已完成的文字稿会保留。</translation>
    </message>
    <message>
        <source>Certain</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Change it in source mode.</source>
        <translation>在源码模式中修改。</translation>
    </message>
    <message>
        <source>Change the text</source>
        <translation>更改文字</translation>
    </message>
    <message>
        <source>Change this key; Delete removes it</source>
        <translation>更改这个快捷键；按 Delete 移除</translation>
    </message>
    <message>
        <source>Change title</source>
        <translation>更改标题</translation>
    </message>
    <message>
        <source>Change to suggested time</source>
        <translation>改为建议时间</translation>
    </message>
    <message>
        <source>Change to {0}</source>
        <translation>改为 {0}</translation>
    </message>
    <message>
        <source>Change video…</source>
        <translation>更换视频…</translation>
    </message>
    <message>
        <source>Change {0}</source>
        <comment>a property of the front matter</comment>
        <translation>更改 {0}</translation>
    </message>
    <message>
        <source>Change {0}, a key of {1}</source>
        <translation>更改 {0}（{1}的快捷键）</translation>
    </message>
    <message>
        <source>Changed to {0}</source>
        <translation>已改为 {0}</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>更改…</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>频道</translation>
    </message>
    <message>
        <source>Channels and videos</source>
        <translation>频道和视频</translation>
    </message>
    <message>
        <source>Chapter {0} of {1}: {2}</source>
        <translation>第 {0} 个章节，共 {1} 个：{2}</translation>
    </message>
    <message>
        <source>Chapters</source>
        <translation>章节</translation>
    </message>
    <message>
        <source>Chapters for a YouTube description</source>
        <translation>YouTube 说明中的章节</translation>
    </message>
    <message>
        <source>Check</source>
        <comment>to do so</comment>
        <translation>检查</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Check all notes</source>
        <translation>检查所有笔记</translation>
    </message>
    <message>
        <source>Check its permissions, or choose another folder in Preferences.</source>
        <translation>检查它的权限，或在“设置”中选择其他文件夹。</translation>
    </message>
    <message>
        <source>Check spelling as I write</source>
        <translation>边写边检查拼写</translation>
    </message>
    <message>
        <source>Check the URL in the front matter of the note.</source>
        <translation>检查笔记属性中的网址。</translation>
    </message>
    <message>
        <source>Check the permissions of {0}.</source>
        <translation>检查 {0} 的权限。</translation>
    </message>
    <message>
        <source>Check your connection and try again.</source>
        <translation>检查网络连接，再重试。</translation>
    </message>
    <message>
        <source>Check your connection; saved videos still play.</source>
        <translation>检查网络连接；已保存的视频仍可播放。</translation>
    </message>
    <message>
        <source>Checked {0} of {1} notes</source>
        <translation>已检查 {0}/{1} 篇笔记</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>正在检查</translation>
    </message>
    <message>
        <source>Checking timestamps…</source>
        <translation>正在检查时间戳…</translation>
    </message>
    <message>
        <source>Checksum of {0} doesn&apos;t match; the download was discarded.</source>
        <translation>{0} 的校验和不符，下载内容已丢弃。</translation>
    </message>
    <message>
        <source>Choose a note</source>
        <translation>选择笔记</translation>
    </message>
    <message>
        <source>Choose a version for each conflict. Discarded text is kept for 30 days.</source>
        <translation>为每个冲突选择一个版本。丢弃的文字会保留 30 天。</translation>
    </message>
    <message>
        <source>Choose a video first.</source>
        <translation>先选择视频。</translation>
    </message>
    <message>
        <source>Choose a video…</source>
        <translation>选择视频…</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>选择其他文件。</translation>
    </message>
    <message>
        <source>Choose another file: {0}.</source>
        <translation>选择其他文件：{0}。</translation>
    </message>
    <message>
        <source>Choose another folder for new notes in Preferences.</source>
        <translation>在“设置”中为新笔记选择其他文件夹。</translation>
    </message>
    <message>
        <source>Choose another model, or let it detect the language.</source>
        <translation>选择其他模型，或让它自动检测语言。</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>换一个名称。</translation>
    </message>
    <message>
        <source>Choose browser…</source>
        <translation>选择浏览器…</translation>
    </message>
    <message>
        <source>Choose from the list, or put the URL of one video into the note.</source>
        <translation>从列表中选择，或将其中一个视频的网址写入笔记。</translation>
    </message>
    <message>
        <source>Choose how to read this time…</source>
        <translation>选择时间的识别方式…</translation>
    </message>
    <message>
        <source>Choose model folder</source>
        <translation>选择模型文件夹</translation>
    </message>
    <message>
        <source>Choose one of these: {0}.</source>
        <translation>从这些中选择：{0}。</translation>
    </message>
    <message>
        <source>Choose the file it is about; Cuenote remembers it.</source>
        <translation>选择对应的视频文件，Cuenote 会记住。</translation>
    </message>
    <message>
        <source>Choose the transcript of this note&apos;s video</source>
        <translation>选择这篇笔记的视频的文字稿</translation>
    </message>
    <message>
        <source>Choose the video of this note</source>
        <translation>选择这篇笔记的视频</translation>
    </message>
    <message>
        <source>Choose transcript…</source>
        <translation>选择文字稿…</translation>
    </message>
    <message>
        <source>Choose video file…</source>
        <translation>选择视频文件…</translation>
    </message>
    <message>
        <source>Choose videos…</source>
        <translation>选择视频…</translation>
    </message>
    <message>
        <source>Choose: save for offline, create notes, or both.</source>
        <translation>选择离线保存、创建笔记，或两者都选。</translation>
    </message>
    <message>
        <source>Choose: {0}</source>
        <translation>选择：{0}</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Chosen part, with its headings</source>
        <translation>所选部分及其小标题</translation>
    </message>
    <message>
        <source>Claim</source>
        <translation>要点</translation>
    </message>
    <message>
        <source>Claims</source>
        <translation>要点</translation>
    </message>
    <message>
        <source>Claims only</source>
        <translation>只播要点</translation>
    </message>
    <message>
        <source>Claims only · {0} of {1}</source>
        <translation>只播要点 · {0}/{1}</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Clear finished</source>
        <translation>清除已完成的任务</translation>
    </message>
    <message>
        <source>Click a time that isn&apos;t a timestamp first.</source>
        <translation>先点击一个不是时间戳的时间。</translation>
    </message>
    <message>
        <source>Click into a text field first.</source>
        <translation>先点击文本框。</translation>
    </message>
    <message>
        <source>Clip from {0}</source>
        <translation>从 {0} 开始的片段</translation>
    </message>
    <message>
        <source>Clips</source>
        <translation>片段</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭（Esc）</translation>
    </message>
    <message>
        <source>Close this first: Esc.</source>
        <translation>先关闭这里：Esc。</translation>
    </message>
    <message>
        <source>Codec</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Colours: dark</source>
        <translation>颜色：深色</translation>
    </message>
    <message>
        <source>Colours: dark, high contrast</source>
        <translation>颜色：深色高对比度</translation>
    </message>
    <message>
        <source>Colours: light</source>
        <translation>颜色：浅色</translation>
    </message>
    <message>
        <source>Colours: light, high contrast</source>
        <translation>颜色：浅色高对比度</translation>
    </message>
    <message>
        <source>Colours: same as system</source>
        <translation>颜色：跟随系统</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Command palette…</source>
        <translation>命令面板…</translation>
    </message>
    <message>
        <source>Compare…</source>
        <translation>比较…</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>Cookies from browser</source>
        <translation>使用浏览器的 Cookie</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Copied: {0}</source>
        <translation>已复制：{0}</translation>
    </message>
    <message numerus="yes">
        <source>Copied: {0}|Copied %n paths.</source>
        <translation>
            <numerusform>已复制 %n 个路径。</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy Cuenote link</source>
        <translation>复制 Cuenote 链接</translation>
    </message>
    <message>
        <source>Copy Markdown link to this time</source>
        <translation>复制当前时间的 Markdown 链接</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>复制地址</translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation>复制为 Markdown</translation>
    </message>
    <message>
        <source>Copy formula</source>
        <translation>复制公式</translation>
    </message>
    <message>
        <source>Copy frame</source>
        <translation>复制画面</translation>
    </message>
    <message>
        <source>Copy link to this time</source>
        <translation>复制当前时间的链接</translation>
    </message>
    <message>
        <source>Copy merged. Its text is kept for 30 days.</source>
        <translation>已合并副本。它的文字会保留 30 天。</translation>
    </message>
    <message>
        <source>Copy path of note</source>
        <translation>复制笔记的路径</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>Couldn&apos;t create a note for {0}: {1}</source>
        <translation>无法为 {0} 创建笔记：{1}</translation>
    </message>
    <message>
        <source>Couldn&apos;t print “{0}”. Check that the printer is on and the disk isn&apos;t full.</source>
        <translation>无法打印“{0}”。检查打印机是否已开启，以及磁盘是否已满。</translation>
    </message>
    <message>
        <source>Couldn&apos;t save “{0}”. {1}</source>
        <translation>无法保存“{0}”。{1}</translation>
    </message>
    <message>
        <source>Couldn&apos;t transcribe “{0}”. {1}</source>
        <translation>无法转写“{0}”。{1}</translation>
    </message>
    <message>
        <source>Couldn&apos;t update yt-dlp. Try again later.</source>
        <translation>无法更新 yt-dlp。稍后再试。</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>正在统计…</translation>
    </message>
    <message>
        <source>Crash recovery is off: {0}.</source>
        <translation>崩溃时，输入的内容可能会丢失：{0}。</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>创建</translation>
    </message>
    <message numerus="yes">
        <source>Create 1 note|Create %n notes</source>
        <translation>
            <numerusform>创建 %n 篇笔记</numerusform>
        </translation>
    </message>
    <message>
        <source>Create note</source>
        <translation>创建笔记</translation>
    </message>
    <message>
        <source>Create note “{0}”</source>
        <translation>创建笔记“{0}”</translation>
    </message>
    <message>
        <source>Create notes</source>
        <translation>创建笔记</translation>
    </message>
    <message numerus="yes">
        <source>Created 1 note in {0}.|Created %n notes in {0}.</source>
        <translation>
            <numerusform>已在 {0} 中创建 %n 篇笔记。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Creating 1 note…|Creating %n notes…</source>
        <translation>
            <numerusform>正在创建 %n 篇笔记…</numerusform>
        </translation>
    </message>
    <message>
        <source>Crop mark to the frame</source>
        <translation>将标记裁到画面内</translation>
    </message>
    <message>
        <source>Ctrl+Enter open, stay here</source>
        <translation>Ctrl+回车 打开，不关闭搜索</translation>
    </message>
    <message>
        <source>Cuenote can&apos;t change this front matter. Edit it in source mode.</source>
        <translation>Cuenote 无法修改这些属性。在源码模式中编辑。</translation>
    </message>
    <message>
        <source>Cuenote can&apos;t open this link.</source>
        <translation>Cuenote 无法打开这个链接。</translation>
    </message>
    <message>
        <source>Cuenote goes online only when you ask.</source>
        <translation>Cuenote 只在你要求时联网。</translation>
    </message>
    <message>
        <source>Cuenote still uses the old version. Try again in a few days.</source>
        <translation>Cuenote 仍使用旧版本。过几天再试。</translation>
    </message>
    <message>
        <source>Cuenote {0}</source>
        <translatorcomment>same</translatorcomment>
        <translation>Cuenote {0}</translation>
    </message>
    <message>
        <source>Custom model</source>
        <translation>自定义模型</translation>
    </message>
    <message>
        <source>Custom model…</source>
        <translation>自定义模型…</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>剪切</translation>
    </message>
    <message>
        <source>Cut</source>
        <comment>question</comment>
        <translation>剪辑方式</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>已损坏</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Dark, high contrast</source>
        <translation>深色高对比度</translation>
    </message>
    <message>
        <source>Default folder</source>
        <translation>默认文件夹</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete bullet</source>
        <translation>删除列表项</translation>
    </message>
    <message>
        <source>Delete saved video?</source>
        <translation>删除已保存的视频？</translation>
    </message>
    <message>
        <source>Delete saved video…</source>
        <translation>删除已保存的视频…</translation>
    </message>
    <message>
        <source>Delete transcript…</source>
        <translation>删除文字稿…</translation>
    </message>
    <message>
        <source>Delete unfinished video</source>
        <translation>删除未完成的视频</translation>
    </message>
    <message>
        <source>Delete “{0}”</source>
        <translation>删除“{0}”</translation>
    </message>
    <message numerus="yes">
        <source>Deleted 1 note.|Deleted %n notes.</source>
        <translation>
            <numerusform>已删除 %n 篇笔记。</numerusform>
        </translation>
    </message>
    <message>
        <source>Describe the video</source>
        <translation>描述视频</translation>
    </message>
    <message>
        <source>Detect automatically</source>
        <translation>自动检测</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Discard changes</source>
        <translation>丢弃更改</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Download and transcribe</source>
        <translation>下载并转写</translation>
    </message>
    <message>
        <source>Download cancelled.</source>
        <translation>已取消下载。</translation>
    </message>
    <message>
        <source>Download failed. {0}</source>
        <translation>下载失败。{0}</translation>
    </message>
    <message>
        <source>Download it again.</source>
        <translation>重新下载。</translation>
    </message>
    <message>
        <source>Download or copy it again.</source>
        <translation>重新下载或复制。</translation>
    </message>
    <message>
        <source>Downloading</source>
        <translation>正在下载</translation>
    </message>
    <message>
        <source>Downloading model {0}</source>
        <translation>正在下载模型 {0}</translation>
    </message>
    <message>
        <source>Drag</source>
        <translation>拖动</translation>
    </message>
    <message>
        <source>Drag over the picture, or place the mark with the arrow keys.</source>
        <translation>在画面上拖动，或用方向键放置标记。</translation>
    </message>
    <message>
        <source>Draw marks into added frames</source>
        <translation>将标记绘入添加的画面</translation>
    </message>
    <message>
        <source>Drop a video here to start a note.</source>
        <translation>把视频拖到这里，开始写笔记。</translation>
    </message>
    <message>
        <source>Drop a video here, or paste its link.</source>
        <translation>把视频拖到这里，或粘贴它的链接。</translation>
    </message>
    <message>
        <source>Drop a {0} or {1} file here, or choose one.</source>
        <translation>将 {0} 或 {1} 文件拖放到这里，或选择一个。</translation>
    </message>
    <message>
        <source>Duplicate note</source>
        <translation>创建笔记的副本</translation>
    </message>
    <message>
        <source>Duplicated as “{0}”</source>
        <translation>已创建副本“{0}”</translation>
    </message>
    <message>
        <source>Each claim is shown as a subtitle while the video plays.</source>
        <translation>播放视频时，每条要点显示为字幕。</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Edit bullet</source>
        <translation>编辑列表项</translation>
    </message>
    <message>
        <source>Edit “{0}”</source>
        <translation>编辑“{0}”</translation>
    </message>
    <message>
        <source>Empty link (Media Notes)</source>
        <translation>空链接（Media Notes）</translation>
    </message>
    <message>
        <source>English</source>
        <comment>this language: its name in itself</comment>
        <translation>简体中文</translation>
    </message>
    <message>
        <source>English only</source>
        <translation>只支持英语</translation>
    </message>
    <message>
        <source>Enter choose</source>
        <translation>回车 选择</translation>
    </message>
    <message>
        <source>Enter open</source>
        <translation>回车 打开</translation>
    </message>
    <message>
        <source>Enter open and seek</source>
        <translation>回车 打开并跳转</translation>
    </message>
    <message>
        <source>Enter run</source>
        <translation>回车 执行</translation>
    </message>
    <message>
        <source>Esc close</source>
        <translation>Esc 关闭</translation>
    </message>
    <message>
        <source>Escaped bracket</source>
        <translation>转义方括号</translation>
    </message>
    <message>
        <source>Estimating size…</source>
        <translation>正在估计大小…</translation>
    </message>
    <message>
        <source>Exact</source>
        <comment>answer</comment>
        <extracomment>Of how clips are cut.</extracomment>
        <translation>精确</translation>
    </message>
    <message>
        <source>Export search results…</source>
        <translation>导出搜索结果…</translation>
    </message>
    <message>
        <source>Export selected notes…</source>
        <translation>导出所选笔记…</translation>
    </message>
    <message>
        <source>Exported {0}</source>
        <translation>已导出 {0}</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>正在导出</translation>
    </message>
    <message>
        <source>Exporting {0}…</source>
        <translation>正在导出 {0}…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Fast</source>
        <comment>answer</comment>
        <translation>快速</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>加速</translation>
    </message>
    <message>
        <source>Fence (Timestamp Notes)</source>
        <translation>代码块（Timestamp Notes）</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Filter</source>
        <comment>to show fewer claims</comment>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Filter by title</source>
        <translation>按标题筛选</translation>
    </message>
    <message>
        <source>Filter claims</source>
        <translation>筛选要点</translation>
    </message>
    <message>
        <source>Filter claims by #{0}</source>
        <translation>按 #{0} 筛选要点</translation>
    </message>
    <message>
        <source>Filter notes</source>
        <translation>筛选笔记</translation>
    </message>
    <message>
        <source>Filter saved videos</source>
        <translation>筛选已保存的视频</translation>
    </message>
    <message>
        <source>Filtered claims</source>
        <translation>筛选出的要点</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Find a setting</source>
        <translation>查找设置</translation>
    </message>
    <message>
        <source>Find an action or a setting</source>
        <translation>查找操作或设置</translation>
    </message>
    <message>
        <source>Find automatically</source>
        <translation>自动查找</translation>
    </message>
    <message>
        <source>Find in note</source>
        <translation>在笔记中查找</translation>
    </message>
    <message>
        <source>Find in transcript</source>
        <translation>在文字稿中查找</translation>
    </message>
    <message>
        <source>Find next</source>
        <translation>查找下一个</translation>
    </message>
    <message>
        <source>Find previous</source>
        <translation>查找上一个</translation>
    </message>
    <message>
        <source>Find where this is said…</source>
        <translation>查找这句话的位置…</translation>
    </message>
    <message numerus="yes">
        <source>Fix 1 mark|Fix %n marks</source>
        <translation>
            <numerusform>修正 %n 个标记</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Fix 1 time|Fix %n times</source>
        <translation>
            <numerusform>修正 %n 个时间</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Fix the time|Fix all %n times</source>
        <translation>
            <numerusform>修正全部 %n 个时间</numerusform>
        </translation>
    </message>
    <message>
        <source>Fix times</source>
        <translation>修正时间</translation>
    </message>
    <message>
        <source>Fix {0}</source>
        <translation>修正 {0} 处</translation>
    </message>
    <message>
        <source>Fixed</source>
        <translation>已修正</translation>
    </message>
    <message numerus="yes">
        <source>Fixed 1 timestamp in {0}.|Fixed %n timestamps in {0}.</source>
        <translation>
            <numerusform>已修正 {0}中的 %n 个时间戳。</numerusform>
        </translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Folder for new notes</source>
        <translation>新笔记的文件夹</translation>
    </message>
    <message>
        <source>Folder for saved videos</source>
        <translation>已保存视频的文件夹</translation>
    </message>
    <message>
        <source>Folder “{0}” not found. It was moved or deleted, or its disk is not connected.</source>
        <translation>没有找到文件夹“{0}”。它可能已被移动或删除，或所在的磁盘没有连接。</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>跟随</translation>
    </message>
    <message>
        <source>Follow a link…</source>
        <translation>打开链接…</translation>
    </message>
    <message>
        <source>Follow video</source>
        <translation>跟随视频</translation>
    </message>
    <message>
        <source>Following the video.</source>
        <translation>正在跟随视频。</translation>
    </message>
    <message>
        <source>For example 2.5, 1:30 or -1:30 (earlier).</source>
        <translation>例如 2.5、1:30 或 -1:30（提前）。</translation>
    </message>
    <message>
        <source>For example 9:07, 1:02:03 or 62; a range: 1:02-1:40.</source>
        <translation>例如 9:07、1:02:03 或 62；时间段：1:02-1:40。</translation>
    </message>
    <message>
        <source>For notes without timestamps. In other notes, new ones are written like the rest.</source>
        <translation>用于没有时间戳的笔记。在其他笔记中，新时间戳沿用已有的格式。</translation>
    </message>
    <message>
        <source>For spelling, subtitles and transcripts.</source>
        <translation>用于拼写、字幕和文字稿。</translation>
    </message>
    <message>
        <source>For the selected words</source>
        <translation>对选中的词</translation>
    </message>
    <message>
        <source>For this note</source>
        <translation>对这篇笔记</translation>
    </message>
    <message>
        <source>For this problem</source>
        <translation>对这个问题</translation>
    </message>
    <message>
        <source>For videos saved from now on. Those you have stay where they are, and are still found.</source>
        <translation>用于此后保存的视频。已有的视频留在原处，仍能找到。</translation>
    </message>
    <message>
        <source>For videos that need a sign-in. Sent only to that site.</source>
        <translation>用于需要登录的视频。只发送给该网站。</translation>
    </message>
    <message>
        <source>For {0}</source>
        <translation>对{0}</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Formats</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>Forward 1 second</source>
        <translation>前进 1 秒</translation>
    </message>
    <message>
        <source>Forward 5 seconds</source>
        <translation>前进 5 秒</translation>
    </message>
    <message>
        <source>Forward {0} seconds</source>
        <translation>前进 {0} 秒</translation>
    </message>
    <message>
        <source>Found in the vault, by the ID in its name.</source>
        <translation>在仓库中找到，根据文件名中的 ID。</translation>
    </message>
    <message>
        <source>Found next to the note, by the ID in its name.</source>
        <translation>在笔记旁边找到，根据文件名中的 ID。</translation>
    </message>
    <message>
        <source>Frame added.</source>
        <translation>已添加画面。</translation>
    </message>
    <message>
        <source>Frame at {0}</source>
        <translation>{0} 处的画面</translation>
    </message>
    <message>
        <source>Frame copied: {0}, {1} × {2}.</source>
        <translation>已复制画面：{0}，{1} × {2}。</translation>
    </message>
    <message>
        <source>Frame {0}</source>
        <comment>a picture of the video at a time</comment>
        <translation>{0} 处的画面</translation>
    </message>
    <message>
        <source>Free software under the MIT licence.</source>
        <translation>采用 MIT 许可证的自由软件。</translation>
    </message>
    <message>
        <source>Free some space and try again.</source>
        <translation>释放一些空间，再重试。</translation>
    </message>
    <message>
        <source>Free some space or delete saved videos, then try again; it continues where it stopped.</source>
        <translation>释放一些空间或删除已保存的视频，再重试；会从停止的地方继续。</translation>
    </message>
    <message>
        <source>Free some space, or check the permissions of that folder.</source>
        <translation>释放一些空间，或检查那个文件夹的权限。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>General</source>
        <translation>通用</translation>
    </message>
    <message>
        <source>Go to a bullet first: click on it, or use the arrow keys.</source>
        <translation>先选中一个列表项：点击它，或使用方向键。</translation>
    </message>
    <message>
        <source>Go to a claim first.</source>
        <translation>先跳到一条要点。</translation>
    </message>
    <message>
        <source>Go to a problem first.</source>
        <translation>先跳到一个问题。</translation>
    </message>
    <message>
        <source>Go to a section with timestamps first.</source>
        <translation>先跳到有时间戳的一节。</translation>
    </message>
    <message>
        <source>Go to claim at cursor</source>
        <translation>跳到光标处的要点</translation>
    </message>
    <message>
        <source>Go to {0}</source>
        <translation>跳到 {0}</translation>
    </message>
    <message>
        <source>Going to a claim starts a paused video.</source>
        <translation>视频暂停时，跳到要点就开始播放。</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>使用指南</translation>
    </message>
    <message>
        <source>Heading</source>
        <translation>小标题</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Hidden</source>
        <comment>state</comment>
        <translation>已隐藏</translation>
    </message>
    <message>
        <source>Hold Ctrl and drag to change the time, or press {0} or {1}</source>
        <translation>按住 Ctrl 拖动可更改时间，或按 {0}、{1}</translation>
    </message>
    <message>
        <source>Hold the mouse button on the picture, or {0}.</source>
        <translation>在画面上按住鼠标键，或按住 {0}。</translation>
    </message>
    <message>
        <source>Hold the mouse button on the picture.</source>
        <translation>在画面上按住鼠标键。</translation>
    </message>
    <message>
        <source>Hold to fast-forward</source>
        <translation>按住快进</translation>
    </message>
    <message>
        <source>How far the left and right arrow keys go.</source>
        <translation>左右方向键每次移动的时间。</translation>
    </message>
    <message>
        <source>How long after the last change. 0: only when you save.</source>
        <translation>最后一次更改后多久保存。0：只手动保存。</translation>
    </message>
    <message>
        <source>I understand</source>
        <translation>我明白了</translation>
    </message>
    <message>
        <source>Ignore</source>
        <translation>忽略</translation>
    </message>
    <message>
        <source>Ignore all</source>
        <translation>全部忽略</translation>
    </message>
    <message>
        <source>Ignore problem</source>
        <translation>忽略问题</translation>
    </message>
    <message>
        <source>In English</source>
        <translation>英语</translation>
    </message>
    <message>
        <source>In full screen, only the video is shown.</source>
        <translation>全屏时只显示视频。</translation>
    </message>
    <message>
        <source>In note</source>
        <translation>笔记中</translation>
    </message>
    <message>
        <source>In note: {0}, read as mm:ss: {1}</source>
        <translation>笔记中为 {0}，按 mm:ss 识别：{1}</translation>
    </message>
    <message>
        <source>In note: {0}, read as {1}; it could be {2}</source>
        <translation>笔记中为 {0}，识别为 {1}；也可能是 {2}</translation>
    </message>
    <message>
        <source>In the picture</source>
        <comment>answer</comment>
        <translation>在画面中</translation>
    </message>
    <message>
        <source>In {0}</source>
        <translation>在 {0} 中</translation>
    </message>
    <message>
        <source>In “{0}”</source>
        <translation>在“{0}”中</translation>
    </message>
    <message>
        <source>Indent</source>
        <translation>增加缩进</translation>
    </message>
    <message>
        <source>Indent bullet</source>
        <translation>增加列表项缩进</translation>
    </message>
    <message>
        <source>Indexing stopped unexpectedly.</source>
        <translation>索引意外停止。</translation>
    </message>
    <message>
        <source>Install Cuenote again.</source>
        <translation>重新安装 Cuenote。</translation>
    </message>
    <message>
        <source>Install VLC 3 again: the 64-bit one.</source>
        <translation>重新安装 VLC 3 的 64 位版本。</translation>
    </message>
    <message>
        <source>Install VLC 3 with its library (libvlc) and plugins.</source>
        <translation>安装 VLC 3 及其库（libvlc）和插件。</translation>
    </message>
    <message>
        <source>Install it again: {0}</source>
        <translation>重新安装：{0}</translation>
    </message>
    <message>
        <source>Install the plugins of VLC 3.</source>
        <translation>安装 VLC 3 的插件。</translation>
    </message>
    <message>
        <source>Interrupted rename completed: {0}</source>
        <translation>中断后已完成：{0}。</translation>
    </message>
    <message>
        <source>Interrupted rename undone: {0}</source>
        <translation>中断后已撤销：{0}。</translation>
    </message>
    <message>
        <source>It can&apos;t be read as a time.</source>
        <translation>无法识别为时间。</translation>
    </message>
    <message>
        <source>It is already used for “{0}”.</source>
        <translation>已用于“{0}”。</translation>
    </message>
    <message>
        <source>It is in {0}, the note in {1}. No timestamps were checked against it.</source>
        <translation>文字稿的语言是{0}，笔记的语言是{1}。没有对照它检查时间戳。</translation>
    </message>
    <message>
        <source>It is {2}. Timestamps were checked with that offset.</source>
        <translation>文字稿的时间：{2}。检查时间戳时已计入这个偏移。</translation>
    </message>
    <message>
        <source>It must be a Whisper model in CTranslate2 format: model.bin, config.json, tokenizer.json and vocabulary.txt.</source>
        <translation>必须是 CTranslate2 格式的 Whisper 模型：model.bin、config.json、tokenizer.json 和 vocabulary.txt。</translation>
    </message>
    <message>
        <source>It needs a 64-bit system for which packages exist.</source>
        <translation>需要 64 位系统，且有对应的软件包。</translation>
    </message>
    <message>
        <source>It stopped unexpectedly.</source>
        <translation>意外停止。</translation>
    </message>
    <message>
        <source>Italic</source>
        <translation>斜体</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Joining video and audio</source>
        <translation>正在合并画面和声音</translation>
    </message>
    <message>
        <source>Keep changes</source>
        <translation>保留更改</translation>
    </message>
    <message>
        <source>Kept, because open or changed: {0}.</source>
        <translation>因已打开或更改而保留：{0}。</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Labels (Audacity)</source>
        <translation>标签（Audacity）</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Larger models make fewer mistakes but take longer. Downloaded when first used.</source>
        <translation>模型越大，错误越少，但用时更长。首次使用时下载。</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>Last opened folder</source>
        <translation>上次打开的文件夹</translation>
    </message>
    <message>
        <source>Learn</source>
        <translation>学习</translation>
    </message>
    <message>
        <source>Leave out of export</source>
        <translation>不导出</translation>
    </message>
    <message>
        <source>Left out</source>
        <comment>answer</comment>
        <translation>挖空</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Letter keys</source>
        <translation>字母键</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Light, high contrast</source>
        <translation>浅色高对比度</translation>
    </message>
    <message>
        <source>Likely</source>
        <translation>很可能</translation>
    </message>
    <message>
        <source>Line by line</source>
        <translation>逐行</translation>
    </message>
    <message>
        <source>Link to the time</source>
        <translation>时间链接</translation>
    </message>
    <message>
        <source>Link, YouTube ID, or file</source>
        <translation>链接、YouTube ID 或文件</translation>
    </message>
    <message>
        <source>Link: {0}</source>
        <translation>链接：{0}</translation>
    </message>
    <message>
        <source>Linked from</source>
        <translation>反向链接</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>出链</translation>
    </message>
    <message>
        <source>List notes by video</source>
        <translation>按视频列出笔记</translation>
    </message>
    <message>
        <source>List options</source>
        <translation>列表选项</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>正在加载…</translation>
    </message>
    <message>
        <source>Looking for notes…</source>
        <translation>正在查找笔记…</translation>
    </message>
    <message>
        <source>Looking for subtitles…</source>
        <translation>正在查找字幕…</translation>
    </message>
    <message>
        <source>Looking for the video…</source>
        <translation>正在查找视频…</translation>
    </message>
    <message>
        <source>Looking for videos without a transcript…</source>
        <translation>正在查找没有文字稿的视频…</translation>
    </message>
    <message>
        <source>Looking up</source>
        <translation>正在查询</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation>提高音量</translation>
    </message>
    <message>
        <source>MMM yyyy</source>
        <extracomment>How a month is written: MMM and yyyy as Qt has them, other words in &apos;single quotes&apos;.</extracomment>
        <translation>yyyy-MM</translation>
    </message>
    <message>
        <source>Macro (Logseq)</source>
        <translation>宏（Logseq）</translation>
    </message>
    <message>
        <source>Made by Cuenote. What may be shown of a video is subject to the terms of its site.</source>
        <extracomment>Stands below an exported web page.</extracomment>
        <translation>由 Cuenote 生成。视频内容的展示须遵守其网站的条款。</translation>
    </message>
    <message>
        <source>Make timestamp</source>
        <translation>设为时间戳</translation>
    </message>
    <message>
        <source>Mark in frame</source>
        <translation>在画面中标记</translation>
    </message>
    <message>
        <source>Mark outside the frame</source>
        <translation>标记超出画面</translation>
    </message>
    <message>
        <source>Mark {0}, {1}</source>
        <translation>标记 {0}，{1}</translation>
    </message>
    <message>
        <source>Mark: {0}</source>
        <extracomment>What is marked in a picture; {0} is where.</extracomment>
        <translation>标记：{0}</translation>
    </message>
    <message>
        <source>Markdown list</source>
        <extracomment>Is read on: “Markdown list · with links”.</extracomment>
        <translation>Markdown 列表</translation>
    </message>
    <message>
        <source>Markdown list with links</source>
        <translation>带链接的 Markdown 列表</translation>
    </message>
    <message>
        <source>Marks</source>
        <comment>question</comment>
        <translation>标记</translation>
    </message>
    <message>
        <source>Match case</source>
        <translation>区分大小写</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>Merge a copy</source>
        <translation>合并副本</translation>
    </message>
    <message>
        <source>Merge…</source>
        <translation>合并…</translation>
    </message>
    <message>
        <source>Minutes and seconds are written as hours and minutes.</source>
        <translation>分和秒误写成了时和分。</translation>
    </message>
    <message>
        <source>Missing: {0}</source>
        <translation>缺少：{0}</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>More controls</source>
        <translation>更多控件</translation>
    </message>
    <message>
        <source>More results</source>
        <translation>更多结果</translation>
    </message>
    <message numerus="yes">
        <source>Move 1 note to trash|Move %n notes to trash</source>
        <translation>
            <numerusform>将 %n 篇笔记移到回收站</numerusform>
        </translation>
    </message>
    <message>
        <source>Move bullet down</source>
        <translation>下移列表项</translation>
    </message>
    <message>
        <source>Move bullet up</source>
        <translation>上移列表项</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Move note to trash</source>
        <translation>将笔记移到回收站</translation>
    </message>
    <message>
        <source>Move time 1 frame earlier</source>
        <translation>将时间提前 1 帧</translation>
    </message>
    <message>
        <source>Move time 1 frame later</source>
        <translation>将时间推后 1 帧</translation>
    </message>
    <message>
        <source>Move time 1 second earlier</source>
        <translation>将时间提前 1 秒</translation>
    </message>
    <message>
        <source>Move time 1 second later</source>
        <translation>将时间推后 1 秒</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move “{0}” to “{1}”</source>
        <translation>将“{0}”移到“{1}”</translation>
    </message>
    <message>
        <source>Moved to “{0}”</source>
        <translation>已移到“{0}”</translation>
    </message>
    <message numerus="yes">
        <source>Moved “{0}” to the trash.|Moved %n notes to the trash.</source>
        <translation>
            <numerusform>已将 %n 篇笔记移到回收站。</numerusform>
        </translation>
    </message>
    <message>
        <source>Moves every timestamp in the note.</source>
        <translation>平移笔记中的所有时间戳。</translation>
    </message>
    <message>
        <source>Moves every timestamp in the selection.</source>
        <translation>平移选中部分的所有时间戳。</translation>
    </message>
    <message>
        <source>Moves every timestamp of the current video.</source>
        <translation>平移当前视频的所有时间戳。</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>静音</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>已静音</translation>
    </message>
    <message>
        <source>My languages</source>
        <translation>我的语言</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>New bullet</source>
        <translation>新建列表项</translation>
    </message>
    <message>
        <source>New bullet below</source>
        <translation>在下方新建列表项</translation>
    </message>
    <message>
        <source>New folder…</source>
        <translation>新建文件夹…</translation>
    </message>
    <message>
        <source>New note about this link</source>
        <translation>用这个链接新建笔记</translation>
    </message>
    <message>
        <source>New note about this video</source>
        <translation>为这个视频新建笔记</translation>
    </message>
    <message>
        <source>New note about “{0}”</source>
        <translation>为“{0}”新建笔记</translation>
    </message>
    <message>
        <source>New note “{0}”…</source>
        <translation>新建笔记“{0}”…</translation>
    </message>
    <message>
        <source>New note…</source>
        <translation>新建笔记…</translation>
    </message>
    <message>
        <source>New paragraph</source>
        <translation>新建段落</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>最新</translation>
    </message>
    <message>
        <source>Next chapter</source>
        <translation>下一章节</translation>
    </message>
    <message>
        <source>Next claim</source>
        <translation>下一条要点</translation>
    </message>
    <message>
        <source>Next claim in time</source>
        <translation>下一条要点（按时间）</translation>
    </message>
    <message>
        <source>Next frame</source>
        <translation>下一帧</translation>
    </message>
    <message>
        <source>Next heading</source>
        <translation>下一个小标题</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>下一处匹配</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>下一窗格</translation>
    </message>
    <message>
        <source>Next problem</source>
        <translation>下一个问题</translation>
    </message>
    <message>
        <source>Next result</source>
        <translation>下一个结果</translation>
    </message>
    <message>
        <source>Next tab</source>
        <translation>下一标签页</translation>
    </message>
    <message>
        <source>No</source>
        <comment>answer</comment>
        <translation>否</translation>
    </message>
    <message>
        <source>No audio or motion: {0}</source>
        <translation>没有声音和动态画面：{0}</translation>
    </message>
    <message>
        <source>No browser</source>
        <translation>不使用浏览器</translation>
    </message>
    <message>
        <source>No claim at the cursor.</source>
        <translation>光标处没有要点。</translation>
    </message>
    <message>
        <source>No claim at this time.</source>
        <translation>这个时间没有要点。</translation>
    </message>
    <message>
        <source>No claim can be played.</source>
        <translation>没有可播放的要点。</translation>
    </message>
    <message>
        <source>No claim is ticked.</source>
        <translation>没有勾选要点。</translation>
    </message>
    <message>
        <source>No folder is open</source>
        <translation>没有打开的文件夹</translation>
    </message>
    <message>
        <source>No folder “{0}” in this vault.</source>
        <translation>这个仓库中没有文件夹“{0}”。</translation>
    </message>
    <message>
        <source>No frame of the video can be read.</source>
        <translation>无法读取视频的任何一帧。</translation>
    </message>
    <message>
        <source>No frame of “{0}” can be decoded</source>
        <translation>“{0}”没有可以解码的帧</translation>
    </message>
    <message>
        <source>No ignored problems.</source>
        <translation>没有已忽略的问题。</translation>
    </message>
    <message>
        <source>No model or folder is called “{0}”.</source>
        <translation>没有名为“{0}”的模型或文件夹。</translation>
    </message>
    <message>
        <source>No note at “{0}”.</source>
        <translation>没有找到笔记“{0}”。</translation>
    </message>
    <message>
        <source>No note in this vault is about that video.</source>
        <translation>这个仓库中没有关于那个视频的笔记。</translation>
    </message>
    <message>
        <source>No note in this vault is about {0}.</source>
        <translation>这个仓库中没有关于 {0} 的笔记。</translation>
    </message>
    <message>
        <source>No note in “{0}” has timestamps.</source>
        <translation>“{0}”中没有笔记带有时间戳。</translation>
    </message>
    <message>
        <source>No note is open</source>
        <translation>没有打开的笔记</translation>
    </message>
    <message>
        <source>No note “{0}” in this vault.</source>
        <translation>这个仓库中没有笔记“{0}”。</translation>
    </message>
    <message>
        <source>No notes</source>
        <translation>没有笔记</translation>
    </message>
    <message>
        <source>No notes in “{0}” yet</source>
        <translation>“{0}”中还没有笔记</translation>
    </message>
    <message>
        <source>No one shift fits all timestamps.</source>
        <translation>没有一个统一的偏移适合所有时间戳。</translation>
    </message>
    <message>
        <source>No other notes about this video, and no links.</source>
        <translation>没有关于这个视频的其他笔记，也没有链接。</translation>
    </message>
    <message>
        <source>No problems found.</source>
        <translation>没有发现问题。</translation>
    </message>
    <message>
        <source>No results</source>
        <translation>没有结果</translation>
    </message>
    <message>
        <source>No results for “{0}”.</source>
        <translation>没有“{0}”的结果。</translation>
    </message>
    <message>
        <source>No saved videos</source>
        <translation>没有已保存的视频</translation>
    </message>
    <message>
        <source>No speech after {0}.</source>
        <translation>{0} 之后没有语音。</translation>
    </message>
    <message>
        <source>No speech around {0}.</source>
        <translation>{0} 前后没有语音。</translation>
    </message>
    <message>
        <source>No timestamps for this video yet</source>
        <translation>还没有这个视频的时间戳</translation>
    </message>
    <message>
        <source>No timestamps were checked against it.</source>
        <translation>没有对照它检查时间戳。</translation>
    </message>
    <message>
        <source>No transcript</source>
        <translation>没有文字稿</translation>
    </message>
    <message>
        <source>No transcript made by Cuenote is shown.</source>
        <translation>当前没有显示由 Cuenote 生成的文字稿。</translation>
    </message>
    <message>
        <source>No transcripts yet: saved videos and notes have none.</source>
        <translation>还没有文字稿：已保存的视频和笔记都没有。</translation>
    </message>
    <message>
        <source>No video</source>
        <translation>没有视频</translation>
    </message>
    <message>
        <source>No video at “{0}”.</source>
        <translation>“{0}”处没有视频。</translation>
    </message>
    <message>
        <source>No video in this note</source>
        <translation>这篇笔记没有视频</translation>
    </message>
    <message>
        <source>No video is on this computer.</source>
        <translation>这台电脑上没有任何视频。</translation>
    </message>
    <message>
        <source>No video is on this computer. Save it for offline first.</source>
        <translation>这台电脑上没有任何视频。先离线保存。</translation>
    </message>
    <message>
        <source>No videos saved and no notes created.</source>
        <translation>没有保存视频，也没有创建笔记。</translation>
    </message>
    <message>
        <source>No {0} dictionary, so spelling isn&apos;t checked. Install {1}.</source>
        <translation>没有 {0} 词典，因此不检查拼写。安装 {1} 即可。</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>None</source>
        <comment>answer</comment>
        <translation>无</translation>
    </message>
    <message>
        <source>None of its words are in the transcript: “{0}”</source>
        <translation>文字稿中没有这些词：“{0}”</translation>
    </message>
    <message>
        <source>None of these claims can be played: their videos are not saved.</source>
        <translation>这些要点都无法播放：它们的视频没有保存。</translation>
    </message>
    <message>
        <source>Normal speed</source>
        <translation>正常速度</translation>
    </message>
    <message>
        <source>Normal text size</source>
        <translation>正常文字大小</translation>
    </message>
    <message>
        <source>Not a time</source>
        <translation>不是时间</translation>
    </message>
    <message>
        <source>Not a timestamp</source>
        <translation>不是时间戳</translation>
    </message>
    <message>
        <source>Not checked: the video was not found.</source>
        <translation>未检查：没有找到视频。</translation>
    </message>
    <message>
        <source>Not checked: this note has no video.</source>
        <translation>未检查：这篇笔记没有视频。</translation>
    </message>
    <message>
        <source>Not checked: this video has no transcript.</source>
        <translation>未检查：这个视频没有文字稿。</translation>
    </message>
    <message>
        <source>Not enough disk space: {0} and {1} to spare are needed, but only {2} is free.</source>
        <translation>磁盘空间不足：需要 {0}，另加 {1} 预留空间，但只剩 {2}。</translation>
    </message>
    <message>
        <source>Not enough memory for this model.</source>
        <translation>内存不足，无法使用这个模型。</translation>
    </message>
    <message>
        <source>Not following the video.</source>
        <translation>没有跟随视频。</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>以后再说</translation>
    </message>
    <message>
        <source>Not on this computer</source>
        <translation>不在这台电脑上</translation>
    </message>
    <message>
        <source>Not opened: {0}.</source>
        <translation>未打开：{0}。</translation>
    </message>
    <message>
        <source>Not saved: {0}</source>
        <translation>未保存：{0}</translation>
    </message>
    <message>
        <source>Not updated, because they changed: {0}</source>
        <translation>这些笔记之后有更改，因此没有改动：{0}</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>笔记</translation>
    </message>
    <message>
        <source>Note as Markdown</source>
        <translation>笔记的 Markdown</translation>
    </message>
    <message>
        <source>Note created: “{0}” in {1}</source>
        <translation>已创建笔记：“{0}”，位于 {1}</translation>
    </message>
    <message>
        <source>Note options</source>
        <translation>笔记选项</translation>
    </message>
    <message>
        <source>Note, video, or a link</source>
        <translation>笔记、视频或链接</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>笔记</translation>
    </message>
    <message>
        <source>Notes about this video</source>
        <translation>关于这个视频的笔记</translation>
    </message>
    <message>
        <source>Notes about videos</source>
        <translation>视频笔记</translation>
    </message>
    <message>
        <source>Notes and videos</source>
        <translation>笔记和视频</translation>
    </message>
    <message>
        <source>Notes beside their videos: click a claim to see where it was said</source>
        <translation>在视频旁边看笔记：点击要点，就跳到视频中的对应画面</translation>
    </message>
    <message>
        <source>Nothing is running</source>
        <translation>没有正在进行的任务</translation>
    </message>
    <message>
        <source>Nothing left to undo or redo.</source>
        <translation>没有可撤销或重做的操作。</translation>
    </message>
    <message>
        <source>Nothing to check: this note has no timestamps.</source>
        <translation>没有可检查的内容：这篇笔记没有时间戳。</translation>
    </message>
    <message>
        <source>Nothing to choose from.</source>
        <translation>没有可选择的内容。</translation>
    </message>
    <message>
        <source>Nothing to edit here.</source>
        <translation>这里没有可编辑的内容。</translation>
    </message>
    <message>
        <source>Nothing to export: no timestamp can be played.</source>
        <translation>没有可导出的内容：所有时间戳都无法播放。</translation>
    </message>
    <message>
        <source>Nothing to export: no timestamps were found.</source>
        <translation>没有可导出的内容：没有找到时间戳。</translation>
    </message>
    <message>
        <source>Nothing to undo.</source>
        <translation>没有可撤销的操作。</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>没有更改任何内容。</translation>
    </message>
    <message>
        <source>Nothing was discarded in the last 30 days.</source>
        <translation>最近 30 天没有丢弃任何内容。</translation>
    </message>
    <message>
        <source>Now, {0}</source>
        <translation>当前位置 {0}</translation>
    </message>
    <message>
        <source>On disk</source>
        <translation>磁盘上的版本</translation>
    </message>
    <message>
        <source>On the clipboard</source>
        <translation>在剪贴板中</translation>
    </message>
    <message>
        <source>One file that opens in any browser. Whoever reads it can play each claim.</source>
        <translation>一个文件，可以在任何浏览器中打开。读者可以播放每条要点。</translation>
    </message>
    <message numerus="yes">
        <source>One subtitle ends before it starts; it is shown briefly.|%n subtitles end before they start; they are shown briefly.</source>
        <translation>
            <numerusform>有 %n 条字幕的结束时间早于开始时间，只会短暂显示。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>One subtitle has no readable time and was left out.|%n subtitles have no readable time and were left out.</source>
        <translation>
            <numerusform>有 %n 条字幕的时间无法识别，已略过。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>One subtitle is before the start of the video and was left out.|%n subtitles are before the start of the video and were left out.</source>
        <translation>
            <numerusform>有 %n 条字幕早于视频开头，已略过。</numerusform>
        </translation>
    </message>
    <message>
        <source>One video</source>
        <extracomment>Is read on: “One video · of all claims”.</extracomment>
        <translation>合并为一个视频</translation>
    </message>
    <message>
        <source>One video of all claims</source>
        <translation>所有要点合并为一个视频</translation>
    </message>
    <message>
        <source>One-time download: {0}.</source>
        <translation>一次性下载：{0}。</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>在线</translation>
    </message>
    <message>
        <source>Only claims in notes can be exported.</source>
        <translation>只能导出笔记中的要点。</translation>
    </message>
    <message>
        <source>Only the times in the notes were checked: there are no videos or transcripts.</source>
        <translation>只检查了笔记中的时间：没有视频或文字稿。</translation>
    </message>
    <message>
        <source>Only the times themselves were checked: this video has no transcript.</source>
        <translation>只检查了时间本身：这个视频没有文字稿。</translation>
    </message>
    <message>
        <source>Only with problems</source>
        <translation>仅显示有问题的笔记</translation>
    </message>
    <message>
        <source>Open a folder of notes or videos</source>
        <translation>打开存放笔记或视频的文件夹</translation>
    </message>
    <message>
        <source>Open a note first.</source>
        <translation>先打开一篇笔记。</translation>
    </message>
    <message>
        <source>Open a note to see the transcript of its video.</source>
        <translation>打开笔记即可查看其视频的文字稿。</translation>
    </message>
    <message>
        <source>Open a video first.</source>
        <translation>先打开一个视频。</translation>
    </message>
    <message>
        <source>Open and stay in the search</source>
        <translation>打开结果，不关闭搜索</translation>
    </message>
    <message>
        <source>Open anyway</source>
        <translation>仍然打开</translation>
    </message>
    <message>
        <source>Open first note</source>
        <translation>打开第一篇笔记</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>打开文件夹…</translation>
    </message>
    <message>
        <source>Open in browser</source>
        <translation>在浏览器中打开</translation>
    </message>
    <message>
        <source>Open link</source>
        <translation>打开链接</translation>
    </message>
    <message>
        <source>Open list again</source>
        <translation>再次打开列表</translation>
    </message>
    <message>
        <source>Open note</source>
        <translation>打开笔记</translation>
    </message>
    <message>
        <source>Open this note?</source>
        <translation>打开这篇笔记？</translation>
    </message>
    <message>
        <source>Open video in browser</source>
        <translation>在浏览器中打开视频</translation>
    </message>
    <message>
        <source>Open “{0}”</source>
        <translation>打开“{0}”</translation>
    </message>
    <message>
        <source>Open “{0}” here</source>
        <translation>在此处打开“{0}”</translation>
    </message>
    <message>
        <source>Open “{0}” here (Ctrl+Enter)</source>
        <translation>在此处打开“{0}”（Ctrl+回车）</translation>
    </message>
    <message>
        <source>Opening “{0}”…</source>
        <translation>正在打开“{0}”…</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Org link</source>
        <translation>Org 链接</translation>
    </message>
    <message>
        <source>Original</source>
        <comment>answer</comment>
        <extracomment>Of a video.</extracomment>
        <translation>原始</translation>
    </message>
    <message>
        <source>Other folder…</source>
        <translation>其他文件夹…</translation>
    </message>
    <message>
        <source>Other programs</source>
        <translation>其他程序</translation>
    </message>
    <message>
        <source>Other time…</source>
        <translation>其他时间…</translation>
    </message>
    <message>
        <source>Outdent</source>
        <translation>减少缩进</translation>
    </message>
    <message>
        <source>Outdent bullet</source>
        <translation>减少列表项缩进</translation>
    </message>
    <message>
        <source>PDF, paper</source>
        <translation>PDF, 纸张</translation>
    </message>
    <message>
        <source>PDF, web page, clips, Anki, subtitles, timeline</source>
        <translation>PDF, 网页, 片段, Anki, 字幕, 时间轴, 分享</translation>
    </message>
    <message>
        <source>Past the end</source>
        <translation>超出视频结尾</translation>
    </message>
    <message>
        <source>Past the end · the hour is wrong</source>
        <translation>超出视频结尾 · 小时有误</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Paste a link or YouTube ID, or choose a file.</source>
        <translation>粘贴链接或 YouTube ID，或选择文件。</translation>
    </message>
    <message>
        <source>Paste a link to a playlist or channel.</source>
        <translation>粘贴播放列表或频道的链接。</translation>
    </message>
    <message>
        <source>Paste a link to a playlist, a channel or another page with many videos.</source>
        <translation>粘贴播放列表、频道或其他包含多个视频的网页的链接。</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Pause all</source>
        <translation>全部暂停</translation>
    </message>
    <message>
        <source>Pause while typing</source>
        <translation>输入时暂停</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Pick one from the list of “{0}”, or drop a video here to start a note.</source>
        <translation>从“{0}”的列表中选择一篇，或把视频拖到这里，开始写笔记。</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>画面</translation>
    </message>
    <message>
        <source>Pictures</source>
        <comment>question</comment>
        <translation>图片</translation>
    </message>
    <message>
        <source>Pictures and clips</source>
        <extracomment>What screen readers call the part of a page with the pictures and clips of timestamps.</extracomment>
        <translation>图片和片段</translation>
    </message>
    <message>
        <source>Plain time</source>
        <translation>纯文字时间</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Play</source>
        <comment>button</comment>
        <translation>播放</translation>
    </message>
    <message>
        <source>Play after a jump</source>
        <translation>跳转后播放</translation>
    </message>
    <message>
        <source>Play claims</source>
        <translation>播放要点</translation>
    </message>
    <message>
        <source>Play claims from here</source>
        <translation>从这里播放要点</translation>
    </message>
    <message>
        <source>Play claims of selected notes</source>
        <translation>播放所选笔记的要点</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>播放或暂停</translation>
    </message>
    <message>
        <source>Play results only</source>
        <translation>只播结果</translation>
    </message>
    <message>
        <source>Play suggested time</source>
        <translation>播放建议时间</translation>
    </message>
    <message>
        <source>Play suggested times automatically</source>
        <translation>自动播放建议时间</translation>
    </message>
    <message>
        <source>Play time in note</source>
        <translation>播放笔记中的时间</translation>
    </message>
    <message>
        <source>Play {0}</source>
        <translation>播放 {0}</translation>
    </message>
    <message>
        <source>Play “{0}”</source>
        <translation>播放“{0}”</translation>
    </message>
    <message>
        <source>Playing</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Playing</source>
        <comment>state</comment>
        <translation>正在播放</translation>
    </message>
    <message>
        <source>Playing now</source>
        <translation>正在播放</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Press a key, or Esc to cancel</source>
        <translation>按下按键，或按 Esc 取消</translation>
    </message>
    <message>
        <source>Press the new key for “{0}”</source>
        <translation>按下“{0}”的新按键</translation>
    </message>
    <message>
        <source>Press {0} to review</source>
        <translation>按 {0} 查看</translation>
    </message>
    <message>
        <source>Press {0} while the video plays to add one.</source>
        <translation>播放视频时按 {0} 可以添加时间戳。</translation>
    </message>
    <message>
        <source>Previous chapter</source>
        <translation>上一章节</translation>
    </message>
    <message>
        <source>Previous claim</source>
        <translation>上一条要点</translation>
    </message>
    <message>
        <source>Previous claim in time</source>
        <translation>上一条要点（按时间）</translation>
    </message>
    <message>
        <source>Previous frame</source>
        <translation>上一帧</translation>
    </message>
    <message>
        <source>Previous heading</source>
        <translation>上一个小标题</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>上一处匹配</translation>
    </message>
    <message>
        <source>Previous pane</source>
        <translation>上一窗格</translation>
    </message>
    <message>
        <source>Previous problem</source>
        <translation>上一个问题</translation>
    </message>
    <message>
        <source>Previous result</source>
        <translation>上一个结果</translation>
    </message>
    <message>
        <source>Previous tab</source>
        <translation>上一标签页</translation>
    </message>
    <message>
        <source>Print “{0}”</source>
        <translation>打印“{0}”</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Probably not said here</source>
        <translation>这里很可能没有提到</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>发布时间</translation>
    </message>
    <message>
        <source>Put the cursor in a sentence, or select one, to find its time.</source>
        <translation>将光标放在一个句子中，或选中一个句子，以查找它的时间。</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>画质</translation>
    </message>
    <message>
        <source>Quality of saved videos</source>
        <translation>保存视频的画质</translation>
    </message>
    <message>
        <source>Quieter</source>
        <translation>降低音量</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Quote in note</source>
        <translation>引用到笔记</translation>
    </message>
    <message>
        <source>Quote with start and end time</source>
        <translation>引用并带开始和结束时间</translation>
    </message>
    <message>
        <source>Quote {0}</source>
        <comment>what is said at a time</comment>
        <translation>引用 {0}</translation>
    </message>
    <message>
        <source>Quoted from {0}</source>
        <translation>已引用 {0}</translation>
    </message>
    <message>
        <source>Quoted: {0}</source>
        <translation>已引用 {0}</translation>
    </message>
    <message>
        <source>Reaction time</source>
        <translation>反应时间</translation>
    </message>
    <message>
        <source>Read</source>
        <extracomment>Headings above the formats of an export: what one can do with what is made.</extracomment>
        <translation>阅读</translation>
    </message>
    <message>
        <source>Read as {0}</source>
        <translation>识别为 {0}</translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation>只读</translation>
    </message>
    <message>
        <source>Reading audio: {0} %</source>
        <translation>正在读取声音：{0}%</translation>
    </message>
    <message>
        <source>Reassign</source>
        <translation>重新指定</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近</translation>
    </message>
    <message>
        <source>Recent notes and videos</source>
        <translation>最近的笔记和视频</translation>
    </message>
    <message>
        <source>Recent searches</source>
        <translation>最近的搜索</translation>
    </message>
    <message>
        <source>Recover text</source>
        <translation>恢复文字</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Redone: {0}</source>
        <translation>已重做：{0}</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>正则表达式</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>重新加载</translation>
    </message>
    <message>
        <source>Reload from disk</source>
        <translation>从磁盘重新加载</translation>
    </message>
    <message>
        <source>Reloaded: the note changed on disk.</source>
        <translation>已重新加载：笔记在磁盘上有更改。</translation>
    </message>
    <message>
        <source>Remove end time</source>
        <translation>移除结束时间</translation>
    </message>
    <message>
        <source>Remove from list</source>
        <translation>从列表中移除</translation>
    </message>
    <message>
        <source>Remove mark</source>
        <translation>移除标记</translation>
    </message>
    <message>
        <source>Removed “{0}” from the list. Its notes stay where they are.</source>
        <translation>已从列表中移除“{0}”。其中的笔记仍在原处。</translation>
    </message>
    <message>
        <source>Rename “{0}” to “{1}”</source>
        <translation>将“{0}”重命名为“{1}”</translation>
    </message>
    <message>
        <source>Renamed to “{0}”</source>
        <translation>已重命名为“{0}”</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Repeat claim</source>
        <translation>重复要点</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Replace all</source>
        <translation>全部替换</translation>
    </message>
    <message>
        <source>Replace in all notes</source>
        <translation>在所有笔记中替换</translation>
    </message>
    <message>
        <source>Replace in folder…</source>
        <translation>在文件夹中替换…</translation>
    </message>
    <message>
        <source>Replace in note…</source>
        <translation>在笔记中替换…</translation>
    </message>
    <message>
        <source>Replace in vault…</source>
        <translation>在仓库中替换…</translation>
    </message>
    <message>
        <source>Replace in “{0}”</source>
        <translation>在“{0}”中替换</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>替换为</translation>
    </message>
    <message>
        <source>Replace {0}</source>
        <translation>替换 {0} 处</translation>
    </message>
    <message>
        <source>Replace “{0}”</source>
        <translation>替换“{0}”</translation>
    </message>
    <message>
        <source>Replace “{0}”?</source>
        <translation>替换“{0}”？</translation>
    </message>
    <message numerus="yes">
        <source>Replaced 1 match.|Replaced %n matches.</source>
        <translation>
            <numerusform>已替换 %n 处匹配。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Replaced 1 place in {0}.|Replaced %n places in {0}.</source>
        <translation>
            <numerusform>已替换 {0}中的 %n 处。</numerusform>
        </translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>全部重置</translation>
    </message>
    <message>
        <source>Reset all keys</source>
        <translation>重置所有快捷键</translation>
    </message>
    <message numerus="yes">
        <source>Reset the keys of 1 action?|Reset the keys of %n actions?</source>
        <translation>
            <numerusform>重置 %n 项操作的快捷键？</numerusform>
        </translation>
    </message>
    <message>
        <source>Reset to default: {0}</source>
        <translation>恢复默认值：{0}</translation>
    </message>
    <message>
        <source>Resolution</source>
        <comment>question</comment>
        <translation>分辨率</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Restore previous version</source>
        <translation>恢复先前版本</translation>
    </message>
    <message>
        <source>Restored unsaved text in “{0}”.</source>
        <translation>已恢复“{0}”中未保存的文字。</translation>
    </message>
    <message>
        <source>Result {0} of {1}</source>
        <translation>第 {0} 个结果，共 {1} 个</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Resume all</source>
        <translation>全部继续</translation>
    </message>
    <message>
        <source>Run `cuenote doctor` to see how to install one.</source>
        <translation>运行 `cuenote doctor` 查看如何安装。</translation>
    </message>
    <message>
        <source>SRT file</source>
        <comment>answer</comment>
        <translation>SRT 文件</translation>
    </message>
    <message>
        <source>Safe fix</source>
        <translation>安全的修正</translation>
    </message>
    <message>
        <source>Said at {0}, not {1}</source>
        <translation>在 {0} 说的，不是 {1}</translation>
    </message>
    <message>
        <source>Said elsewhere</source>
        <translation>在别处提到</translation>
    </message>
    <message>
        <source>Same as system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>保存副本</translation>
    </message>
    <message>
        <source>Save a copy elsewhere.</source>
        <translation>把副本保存到别处。</translation>
    </message>
    <message>
        <source>Save a copy elsewhere…</source>
        <translation>将副本保存到其他位置…</translation>
    </message>
    <message>
        <source>Save a copy of transcript…</source>
        <translation>保存文字稿的副本…</translation>
    </message>
    <message>
        <source>Save again</source>
        <translation>再次保存</translation>
    </message>
    <message>
        <source>Save all videos of this note…</source>
        <translation>保存这篇笔记的所有视频…</translation>
    </message>
    <message>
        <source>Save automatically</source>
        <translation>自动保存</translation>
    </message>
    <message>
        <source>Save for offline…</source>
        <translation>离线保存…</translation>
    </message>
    <message>
        <source>Save from playlist or channel…</source>
        <translation>从播放列表或频道保存…</translation>
    </message>
    <message>
        <source>Save from playlist…</source>
        <translation>从播放列表保存…</translation>
    </message>
    <message>
        <source>Save in</source>
        <translation>保存到</translation>
    </message>
    <message>
        <source>Save it for offline, or open it in the browser.</source>
        <translation>离线保存，或在浏览器中打开。</translation>
    </message>
    <message>
        <source>Save one first: `cuenote save`.</source>
        <translation>先保存一个：`cuenote save`。</translation>
    </message>
    <message>
        <source>Save the rest</source>
        <translation>保存其余内容</translation>
    </message>
    <message numerus="yes">
        <source>Save this video for offline?|Save %n videos for offline?</source>
        <translation>
            <numerusform>离线保存 %n 个视频？</numerusform>
        </translation>
    </message>
    <message>
        <source>Save video for offline…</source>
        <translation>离线保存视频…</translation>
    </message>
    <message>
        <source>Save video with subtitles…</source>
        <translation>保存视频和字幕…</translation>
    </message>
    <message>
        <source>Save videos of selected notes…</source>
        <translation>离线保存所选笔记的视频…</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>Saved as {0}</source>
        <translation>已保存为 {0}</translation>
    </message>
    <message>
        <source>Saved for offline.</source>
        <translation>已离线保存。</translation>
    </message>
    <message>
        <source>Saved in {0}</source>
        <translation>保存到 {0}</translation>
    </message>
    <message>
        <source>Saved videos</source>
        <translation>已保存的视频</translation>
    </message>
    <message>
        <source>Saved “{0}”.</source>
        <translation>已保存“{0}”。</translation>
    </message>
    <message>
        <source>Saved: {0}</source>
        <translation>已保存：{0}</translation>
    </message>
    <message numerus="yes">
        <source>Save|Save %n</source>
        <translation>
            <numerusform>保存 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>正在保存</translation>
    </message>
    <message numerus="yes">
        <source>Saving 1 video…|Saving %n videos…</source>
        <translation>
            <numerusform>正在保存 %n 个视频…</numerusform>
        </translation>
    </message>
    <message>
        <source>Saving a video for offline copies it, with its subtitles and thumbnail, from the site to this computer. Cuenote does this only when you ask.

What you save is your responsibility: follow the law where you live, the site&apos;s terms and the wishes of the video&apos;s makers. Watch it there when you can; the note keeps the link.

Cuenote is not affiliated with YouTube or any other site.</source>
        <translation>离线保存视频，是将视频及其字幕和缩略图从网站复制到这台电脑。Cuenote 只在你要求时才这样做。

保存的内容由你自行负责：遵守当地法律和网站条款，并尊重视频作者的意愿。可以在网站观看时，尽量在网站观看；笔记中保留着链接。

Cuenote 与 YouTube 及其他网站没有关联。</translation>
    </message>
    <message>
        <source>Saving the video</source>
        <translation>正在保存视频</translation>
    </message>
    <message>
        <source>Search first, then export the results.</source>
        <translation>先搜索，再导出结果。</translation>
    </message>
    <message>
        <source>Search for #{0}</source>
        <translation>搜索 #{0}</translation>
    </message>
    <message>
        <source>Search notes and transcripts</source>
        <translation>搜索笔记和文字稿</translation>
    </message>
    <message>
        <source>Search results</source>
        <translation>搜索结果</translation>
    </message>
    <message>
        <source>Search vault for “{0}”</source>
        <translation>在仓库中搜索“{0}”</translation>
    </message>
    <message>
        <source>Search vault…</source>
        <translation>搜索仓库…</translation>
    </message>
    <message>
        <source>Search without {0}</source>
        <translation>去掉 {0} 再搜索</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>正在搜索…</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>Select a bullet first: click in the margin beside it.</source>
        <translation>先选中一个列表项：点击它旁边的空白处。</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Select an action and press Enter, then the new key.</source>
        <translation>选中一项操作，按回车，再按新的按键。</translation>
    </message>
    <message>
        <source>Select none</source>
        <translation>全不选</translation>
    </message>
    <message>
        <source>Select notes in the list first.</source>
        <translation>先在列表中选中笔记。</translation>
    </message>
    <message>
        <source>Select the videos you want.</source>
        <translation>选中需要的视频。</translation>
    </message>
    <message>
        <source>Select words first.</source>
        <translation>先选中一些词。</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>选中的部分</translation>
    </message>
    <message>
        <source>Sent “{0}” to {1}.</source>
        <translation>已将“{0}”发送到 {1}。</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Set end to current time</source>
        <translation>将结束时间设为当前时间</translation>
    </message>
    <message>
        <source>Set end to end of sentence</source>
        <translation>将结束时间设到句尾</translation>
    </message>
    <message>
        <source>Set end to {0}</source>
        <translation>将结束时间设为 {0}</translation>
    </message>
    <message>
        <source>Set loop end</source>
        <translation>设置循环终点</translation>
    </message>
    <message>
        <source>Set loop start</source>
        <translation>设置循环起点</translation>
    </message>
    <message>
        <source>Set start to current time</source>
        <translation>将开始设为当前时间</translation>
    </message>
    <message>
        <source>Set time to {0}</source>
        <translation>将时间设为 {0}</translation>
    </message>
    <message>
        <source>Set time…</source>
        <translation>设置时间…</translation>
    </message>
    <message>
        <source>Several notes are about this video</source>
        <translation>有多篇关于这个视频的笔记</translation>
    </message>
    <message>
        <source>Several notes are called “{0}”</source>
        <translation>有多篇笔记名为“{0}”</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>平移</translation>
    </message>
    <message numerus="yes">
        <source>Shift 1 time by {0}|Shift %n times by {0}</source>
        <translation>
            <numerusform>将 %n 个时间平移 {0}</numerusform>
        </translation>
    </message>
    <message>
        <source>Shift all times by N s</source>
        <translation>将所有时间平移 N 秒</translation>
    </message>
    <message>
        <source>Shift all times…</source>
        <translation>平移所有时间…</translation>
    </message>
    <message>
        <source>Shift the note&apos;s times instead</source>
        <translation>改为平移笔记的时间</translation>
    </message>
    <message>
        <source>Shift transcript</source>
        <translation>平移文字稿</translation>
    </message>
    <message>
        <source>Shift transcript by N s</source>
        <translation>将文字稿平移 N 秒</translation>
    </message>
    <message>
        <source>Shift+Enter quote in note</source>
        <translation>Shift+回车 引用到笔记</translation>
    </message>
    <message>
        <source>Shift+arrows</source>
        <translation>Shift+方向键</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message numerus="yes">
        <source>Show 1 action and its keys|Show %n actions and their keys</source>
        <translation>
            <numerusform>显示 %n 项操作及其快捷键</numerusform>
        </translation>
    </message>
    <message>
        <source>Show all claims</source>
        <translation>显示所有要点</translation>
    </message>
    <message>
        <source>Show all notes</source>
        <translation>显示所有笔记</translation>
    </message>
    <message>
        <source>Show claims</source>
        <translation>显示要点</translation>
    </message>
    <message>
        <source>Show details</source>
        <translation>显示详细信息</translation>
    </message>
    <message>
        <source>Show ignored problems</source>
        <translation>显示已忽略的问题</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Show in transcript</source>
        <translation>在文字稿中显示</translation>
    </message>
    <message>
        <source>Show note in folder</source>
        <translation>在文件夹中显示笔记</translation>
    </message>
    <message>
        <source>Show problems</source>
        <translation>显示问题</translation>
    </message>
    <message>
        <source>Show progress</source>
        <translation>显示进度</translation>
    </message>
    <message>
        <source>Show saved videos</source>
        <translation>显示已保存的视频</translation>
    </message>
    <message>
        <source>Show subtitles</source>
        <translation>显示字幕</translation>
    </message>
    <message>
        <source>Show text discarded in merges</source>
        <translation>显示合并时丢弃的文字</translation>
    </message>
    <message>
        <source>Show the keys</source>
        <translation>显示快捷键</translation>
    </message>
    <message>
        <source>Show transcript</source>
        <translation>显示文字稿</translation>
    </message>
    <message>
        <source>Show transcript as paragraphs</source>
        <translation>按段落显示文字稿</translation>
    </message>
    <message>
        <source>Show transcript as sentences</source>
        <translation>按句子显示文字稿</translation>
    </message>
    <message>
        <source>Show transcript line by line</source>
        <translation>逐行显示文字稿</translation>
    </message>
    <message>
        <source>Show video in folder</source>
        <translation>在文件夹中显示视频</translation>
    </message>
    <message>
        <source>Show videos</source>
        <translation>显示视频</translation>
    </message>
    <message>
        <source>Shown</source>
        <comment>answer</comment>
        <extracomment>Of the bold words of a claim, on a card to learn from.</extracomment>
        <translation>显示</translation>
    </message>
    <message>
        <source>Shown</source>
        <comment>state</comment>
        <translation>已显示</translation>
    </message>
    <message>
        <source>Shown time differs</source>
        <translation>标签与时间不一致</translation>
    </message>
    <message>
        <source>Shows {1}, but plays {0}</source>
        <translation>标签为 {1}，实际播放 {0}</translation>
    </message>
    <message>
        <source>Sign in with a browser&apos;s cookies?</source>
        <translation>使用浏览器的 Cookie 登录？</translation>
    </message>
    <message>
        <source>Sign in with a browser…</source>
        <translation>用浏览器登录…</translation>
    </message>
    <message>
        <source>Sign in with your browser, choose its cookies in Preferences, then try again.</source>
        <translation>用浏览器登录，在“设置”中选择使用它的 Cookie，再重试。</translation>
    </message>
    <message>
        <source>Sign in with your browser; then Cuenote can use its cookies.</source>
        <translation>用浏览器登录，Cuenote 就可以使用它的 Cookie。</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Skip silence</source>
        <translation>跳过停顿</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>减速</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>缩小文字</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>排序方式</translation>
    </message>
    <message>
        <source>Source mode</source>
        <translation>源码模式</translation>
    </message>
    <message>
        <source>Specify a folder with a model, or one of: {0}.</source>
        <translation>指定存放模型的文件夹，或以下之一：{0}。</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Speed {rate}</source>
        <translation>速度 {rate}</translation>
    </message>
    <message>
        <source>Spoken language, such as en or de</source>
        <translation>语音语言，例如 en 或 de</translation>
    </message>
    <message>
        <source>Start</source>
        <comment>title of the first chapter of a video</comment>
        <translation>开头</translation>
    </message>
    <message>
        <source>Start page</source>
        <translation>起始页</translation>
    </message>
    <message>
        <source>Start typing, or press {0} to add a bullet with the current time.</source>
        <translation>开始输入，或按 {0} 添加带有当前时间的列表项。</translation>
    </message>
    <message>
        <source>Start typing.</source>
        <translation>开始输入。</translation>
    </message>
    <message>
        <source>Start with a video</source>
        <translation>从一个视频开始</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>正在开始</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步长</translation>
    </message>
    <message>
        <source>Still indexing: results from {0} of {1} notes.</source>
        <translation>仍在索引：结果来自 {1} 篇笔记中的 {0} 篇。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop loading</source>
        <translation>停止加载</translation>
    </message>
    <message>
        <source>Stop playing claims only (Esc)</source>
        <translation>退出只播要点（Esc）</translation>
    </message>
    <message>
        <source>Stop streaming</source>
        <translation>停止在线播放</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Stopped at claim {0} of {1}.</source>
        <translation>“只播要点”在 {0}/{1} 处停止。</translation>
    </message>
    <message numerus="yes">
        <source>Stopped saving 1 video.|Stopped saving %n videos.</source>
        <translation>
            <numerusform>已停止保存 %n 个视频。</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped when Cuenote closed</source>
        <translation>Cuenote 关闭时已停止</translation>
    </message>
    <message>
        <source>Stopped: {0}</source>
        <translation>已停止：{0}</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>在线播放</translation>
    </message>
    <message>
        <source>Stream quality</source>
        <translation>在线播放画质</translation>
    </message>
    <message>
        <source>Stream quality…</source>
        <translation>在线播放画质…</translation>
    </message>
    <message>
        <source>Stream video</source>
        <translation>在线播放视频</translation>
    </message>
    <message>
        <source>Stream without asking</source>
        <translation>不询问，直接在线播放</translation>
    </message>
    <message>
        <source>Streamed, not saved on this computer.</source>
        <translation>在线播放中，未保存到这台电脑。</translation>
    </message>
    <message>
        <source>Streaming</source>
        <translation>在线播放</translation>
    </message>
    <message>
        <source>Subtitle size</source>
        <translation>字幕大小</translation>
    </message>
    <message>
        <source>Subtitles</source>
        <translation>字幕</translation>
    </message>
    <message>
        <source>Subtitles (SRT)</source>
        <translation>字幕（SRT）</translation>
    </message>
    <message>
        <source>Subtitles (WebVTT)</source>
        <translation>字幕（WebVTT）</translation>
    </message>
    <message>
        <source>Subtitles load with the stream, if the site has any.</source>
        <translation>如果网站有字幕，会随视频一起加载。</translation>
    </message>
    <message>
        <source>Subtracted when you add a timestamp by key.</source>
        <translation>用按键添加时间戳时减去这段时间。</translation>
    </message>
    <message>
        <source>Suggested</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Suggested</source>
        <comment>a time</comment>
        <translation>建议</translation>
    </message>
    <message>
        <source>Suggestion 1</source>
        <translation>建议 1</translation>
    </message>
    <message>
        <source>Suggestion 2</source>
        <translation>建议 2</translation>
    </message>
    <message>
        <source>Suggestion 3</source>
        <translation>建议 3</translation>
    </message>
    <message>
        <source>Switch to another video…</source>
        <translation>切换到另一个视频…</translation>
    </message>
    <message>
        <source>Switch vault…</source>
        <translation>切换仓库…</translation>
    </message>
    <message>
        <source>System languages and English</source>
        <translation>系统语言和英语</translation>
    </message>
    <message>
        <source>Table (CSV)</source>
        <translation>表格（CSV）</translation>
    </message>
    <message>
        <source>Table or data</source>
        <translation>表格或数据</translation>
    </message>
    <message>
        <source>Takes effect at the next start.</source>
        <translation>下次启动后生效。</translation>
    </message>
    <message>
        <source>Template for new notes</source>
        <translation>新笔记的模板</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Text to paste into the description of the video.</source>
        <translation>用于粘贴到视频说明中的文字。</translation>
    </message>
    <message>
        <source>The PDF can&apos;t be created: {0}</source>
        <translation>无法创建 PDF：{0}</translation>
    </message>
    <message>
        <source>The URL at {0} has a user name or password in it, which is not passed on.</source>
        <translation>{0} 的网址中含有用户名或密码，不会传出。</translation>
    </message>
    <message>
        <source>The audio of this video couldn&apos;t be read.</source>
        <translation>无法读取这个视频的声音。</translation>
    </message>
    <message numerus="yes">
        <source>The chapter is already in the note.|All %n chapters are already in the note.</source>
        <translation>
            <numerusform>%n 个章节已在笔记中。</numerusform>
        </translation>
    </message>
    <message>
        <source>The chapters can&apos;t be added at the end of this note.</source>
        <translation>无法在这篇笔记的末尾添加章节。</translation>
    </message>
    <message>
        <source>The check stopped unexpectedly.</source>
        <translation>检查意外停止。</translation>
    </message>
    <message>
        <source>The claim is probably said at another time.</source>
        <translation>这条要点很可能在另一个时间提到。</translation>
    </message>
    <message>
        <source>The clipboard has no text.</source>
        <translation>剪贴板中没有文字。</translation>
    </message>
    <message>
        <source>The colours “{0}” can&apos;t be used: {1}</source>
        <translation>无法使用颜色“{0}”：{1}</translation>
    </message>
    <message>
        <source>The computer may be out of memory.</source>
        <translation>可能是内存不足。</translation>
    </message>
    <message>
        <source>The downloaded video can&apos;t be played: {0}.</source>
        <translation>保存的视频无法播放：{0}。</translation>
    </message>
    <message>
        <source>The end must be after the start ({0}).</source>
        <translation>结束时间必须晚于开始时间（{0}）。</translation>
    </message>
    <message>
        <source>The end of the downloaded video is missing.</source>
        <translation>保存的视频缺少结尾。</translation>
    </message>
    <message>
        <source>The file is created when you type.</source>
        <translation>开始输入时会创建文件。</translation>
    </message>
    <message>
        <source>The file is not valid UTF-8.</source>
        <translation>文件不是有效的 UTF-8 编码。</translation>
    </message>
    <message>
        <source>The first {0} places; there are more.</source>
        <translation>前 {0} 处；还有更多。</translation>
    </message>
    <message>
        <source>The folder can&apos;t be made: {0}.</source>
        <translation>无法创建文件夹：{0}。</translation>
    </message>
    <message>
        <source>The folder of saved videos can&apos;t be written to.</source>
        <translation>无法写入已保存视频的文件夹。</translation>
    </message>
    <message>
        <source>The frame can&apos;t be shown here. It is saved in “{0}”.</source>
        <translation>画面无法在这里显示。它已保存到“{0}”。</translation>
    </message>
    <message>
        <source>The front matter is not valid YAML: {0}</source>
        <translation>属性不是有效的 YAML：{0}</translation>
    </message>
    <message>
        <source>The front matter is too long.</source>
        <translation>属性太长。</translation>
    </message>
    <message>
        <source>The list has no videos.</source>
        <translation>列表中没有视频。</translation>
    </message>
    <message>
        <source>The loop end must be after its start.</source>
        <translation>循环终点必须晚于循环起点。</translation>
    </message>
    <message>
        <source>The mark extends beyond the frame.</source>
        <translation>标记超出画面。</translation>
    </message>
    <message>
        <source>The model couldn&apos;t be downloaded: {0}</source>
        <translation>无法下载模型：{0}</translation>
    </message>
    <message>
        <source>The model in {0} can&apos;t be read: {1}.</source>
        <translation>无法读取 {0} 中的模型：{1}。</translation>
    </message>
    <message>
        <source>The model in {0} is incomplete: {1} missing.</source>
        <translation>{0} 中的模型不完整：缺少 {1}。</translation>
    </message>
    <message>
        <source>The model {0} does not know the language “{1}”.</source>
        <translation>模型 {0} 不支持语言“{1}”。</translation>
    </message>
    <message>
        <source>The model {0} only knows English and can&apos;t translate.</source>
        <translation>模型 {0} 只支持英语，不能翻译。</translation>
    </message>
    <message>
        <source>The model “{0}” is not on this computer ({1} MB).</source>
        <translation>模型“{0}”不在这台电脑上（{1} MB）。</translation>
    </message>
    <message>
        <source>The newest {0} can&apos;t be downloaded: {1}</source>
        <translation>无法下载最新的 {0}：{1}</translation>
    </message>
    <message>
        <source>The note as it is printed. Its timestamps are links.</source>
        <translation>与打印效果相同的笔记。时间戳是链接。</translation>
    </message>
    <message>
        <source>The note can&apos;t be renamed: {0}.</source>
        <translation>无法重命名笔记：{0}。</translation>
    </message>
    <message>
        <source>The note changed on disk; both changes were merged.</source>
        <translation>笔记在磁盘上有更改，两边的更改已合并。</translation>
    </message>
    <message>
        <source>The note has changed. Try again.</source>
        <translation>笔记已更改。重试一次。</translation>
    </message>
    <message>
        <source>The note in this link was not found: {0}</source>
        <translation>没有找到这个链接中的笔记：{0}</translation>
    </message>
    <message>
        <source>The note is not in time order.</source>
        <translation>笔记没有按时间顺序排列。</translation>
    </message>
    <message>
        <source>The note is saved as “{0}” in {1}.</source>
        <translation>笔记将保存为“{0}”，位于 {1}。</translation>
    </message>
    <message>
        <source>The note links to this file.</source>
        <translation>笔记链接到这个文件。</translation>
    </message>
    <message>
        <source>The note links to “{0}”</source>
        <translation>笔记指定的视频是“{0}”。</translation>
    </message>
    <message>
        <source>The note was changed and is being checked again.</source>
        <translation>笔记已更改，正在重新检查。</translation>
    </message>
    <message>
        <source>The previous frame is still being added.</source>
        <translation>上一个画面仍在添加。</translation>
    </message>
    <message>
        <source>The range ends before it starts</source>
        <translation>时间段的结束时间早于开始时间</translation>
    </message>
    <message>
        <source>The range ends before it starts, or past the end of the video.</source>
        <translation>时间段的结束时间早于开始时间，或超出视频结尾。</translation>
    </message>
    <message>
        <source>The range ends past the end of the video</source>
        <translation>时间段的结束时间超出视频结尾</translation>
    </message>
    <message>
        <source>The same lines were changed twice</source>
        <translation>相同的行有两处更改</translation>
    </message>
    <message>
        <source>The search index can&apos;t be read: {0}.</source>
        <translation>无法读取搜索索引：{0}。</translation>
    </message>
    <message>
        <source>The search index can&apos;t be saved: {0}.</source>
        <translation>无法保存搜索索引：{0}。</translation>
    </message>
    <message>
        <source>The site asks you to sign in to watch this video.</source>
        <translation>网站要求登录后才能观看这个视频。</translation>
    </message>
    <message>
        <source>The site has changed, and this version of yt-dlp can&apos;t read it yet.</source>
        <translation>网站有变化，这个版本的 yt-dlp 还无法读取。</translation>
    </message>
    <message>
        <source>The site now sends a different file under the same name.</source>
        <translation>网站现在以相同的名称发送不同的文件。</translation>
    </message>
    <message>
        <source>The site only allows playing this video from the start.</source>
        <translation>网站只允许从头播放这个视频。</translation>
    </message>
    <message>
        <source>The site sends this video in pieces that can&apos;t be streamed.</source>
        <translation>网站分段发送这个视频，因此无法在线播放。</translation>
    </message>
    <message>
        <source>The subtitles are too long.</source>
        <translation>字幕太长。</translation>
    </message>
    <message>
        <source>The template for new notes can&apos;t be used: {0}</source>
        <translation>无法使用新笔记的模板：{0}</translation>
    </message>
    <message>
        <source>The time in the note can&apos;t be played.</source>
        <translation>笔记中的时间无法播放。</translation>
    </message>
    <message>
        <source>The time is past the end of the video.</source>
        <translation>时间超出视频结尾。</translation>
    </message>
    <message>
        <source>The time shown is not the time that plays.</source>
        <translation>显示的时间不是播放的时间。</translation>
    </message>
    <message>
        <source>The timestamps couldn&apos;t be checked. The crash log says why.</source>
        <translation>无法检查时间戳。原因见崩溃日志。</translation>
    </message>
    <message>
        <source>The timestamps of this note are for another video.</source>
        <translation>这篇笔记的时间戳属于另一个视频。</translation>
    </message>
    <message>
        <source>The transcript appears here as it is made, starting at the current time.</source>
        <translation>文字稿会从当前时间开始，边转写边显示在这里。</translation>
    </message>
    <message>
        <source>The transcript can&apos;t be added here.</source>
        <translation>文字稿无法添加到这里。</translation>
    </message>
    <message>
        <source>The transcript can&apos;t confirm any timestamp.</source>
        <translation>文字稿无法确认任何时间戳。</translation>
    </message>
    <message>
        <source>The transcript confirms it.</source>
        <translation>文字稿可以证实。</translation>
    </message>
    <message numerus="yes">
        <source>The transcript confirms the timestamp.|The transcript confirms all %n timestamps.</source>
        <translation>
            <numerusform>文字稿已确认所有时间戳（%n 个）。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The transcript confirms {0} of {1} timestamps; it can&apos;t confirm the other one.|The transcript confirms {0} of {1} timestamps; it can&apos;t confirm the others.</source>
        <translation>
            <numerusform>文字稿确认了 {1} 个时间戳中的 {0} 个，其余的无法确认。</numerusform>
        </translation>
    </message>
    <message>
        <source>The transcript does not match the note</source>
        <translation>文字稿与笔记不符</translation>
    </message>
    <message>
        <source>The transcript is damaged or nearly empty</source>
        <translation>文字稿已损坏或几乎为空</translation>
    </message>
    <message>
        <source>The transcript is for a different cut of the video</source>
        <translation>文字稿对应视频的另一个版本</translation>
    </message>
    <message>
        <source>The transcript is in another language</source>
        <translation>文字稿是另一种语言</translation>
    </message>
    <message>
        <source>The transcript is not shifted.</source>
        <translation>文字稿没有平移。</translation>
    </message>
    <message>
        <source>The transcript neither confirms nor contradicts it.</source>
        <translation>无法证实，也无法否定。</translation>
    </message>
    <message>
        <source>The transcript was for a different cut of the video: {0}.</source>
        <translation>文字稿对应视频的另一个版本：{0}。</translation>
    </message>
    <message>
        <source>The vault is being indexed for the first time.</source>
        <translation>正在首次索引这个仓库。</translation>
    </message>
    <message>
        <source>The video came without a picture, so it was not saved.</source>
        <translation>收到的视频没有画面，因此没有保存。</translation>
    </message>
    <message>
        <source>The video came without audio, so it was not saved.</source>
        <translation>收到的视频没有声音，因此没有保存。</translation>
    </message>
    <message>
        <source>The video couldn&apos;t be downloaded.</source>
        <translation>无法保存视频。</translation>
    </message>
    <message>
        <source>The video couldn&apos;t be saved.</source>
        <translation>无法保存视频。</translation>
    </message>
    <message>
        <source>The video has not premiered yet.</source>
        <translation>这个视频尚未首播。</translation>
    </message>
    <message>
        <source>The video is live.</source>
        <translation>这个视频正在直播。</translation>
    </message>
    <message>
        <source>The video resumes when you stop typing.</source>
        <translation>停止输入后，视频继续播放。</translation>
    </message>
    <message>
        <source>The videos of these notes are already being transcribed.</source>
        <translation>这些笔记的视频都正在转写。</translation>
    </message>
    <message>
        <source>The videos of these notes are not on this computer. Save them for offline first.</source>
        <translation>这些笔记的视频不在这台电脑上。先将它们离线保存。</translation>
    </message>
    <message>
        <source>There are no safe fixes.</source>
        <translation>没有安全的修正。</translation>
    </message>
    <message>
        <source>There are no suggestions now.</source>
        <translation>现在没有建议。</translation>
    </message>
    <message>
        <source>There is a problem with the transcript. See the Problems tab.</source>
        <translation>文字稿有问题。见“问题”选项卡。</translation>
    </message>
    <message>
        <source>There is markup inside this match. Edit it in source mode.</source>
        <translation>这处匹配中有标记语法。在源码模式中编辑。</translation>
    </message>
    <message>
        <source>There is no block “{0}” here.</source>
        <translation>这里没有块“{0}”。</translation>
    </message>
    <message>
        <source>There is no heading “{0}” here.</source>
        <translation>这里没有小标题“{0}”。</translation>
    </message>
    <message>
        <source>There is no picture “{0}”</source>
        <translation>没有图片“{0}”</translation>
    </message>
    <message>
        <source>There is no suggested time here.</source>
        <translation>这里没有建议时间。</translation>
    </message>
    <message>
        <source>There is no suggestion {0} here.</source>
        <translation>这里没有建议 {0}。</translation>
    </message>
    <message>
        <source>There is not enough disk space.</source>
        <translation>磁盘空间不足。</translation>
    </message>
    <message>
        <source>There is nothing to replace.</source>
        <translation>没有可替换的内容。</translation>
    </message>
    <message>
        <source>There is nowhere to go back to.</source>
        <translation>没有可返回的位置。</translation>
    </message>
    <message>
        <source>There is nowhere to go forward to.</source>
        <translation>没有可前进的位置。</translation>
    </message>
    <message>
        <source>These files couldn&apos;t be restored yet: {0}.</source>
        <translation>这些文件还无法还原：{0}。</translation>
    </message>
    <message>
        <source>These lines were deleted.</source>
        <translation>这些行已被删除。</translation>
    </message>
    <message>
        <source>These notes have no online videos.</source>
        <translation>这些笔记没有在线视频。</translation>
    </message>
    <message>
        <source>These notes have no videos left to save.</source>
        <translation>这些笔记没有需要保存的视频。</translation>
    </message>
    <message>
        <source>This action does not exist.</source>
        <translation>这个操作不存在。</translation>
    </message>
    <message>
        <source>This affects several timestamps. Fix all or ignore all.</source>
        <translation>这个问题涉及多个时间：全部修正，或全部保留。</translation>
    </message>
    <message>
        <source>This can&apos;t be saved to {0}. It will be forgotten when Cuenote is closed.</source>
        <translation>无法保存到 {0}。关闭 Cuenote 后将不再记得。</translation>
    </message>
    <message>
        <source>This claim is about another video.</source>
        <translation>这条要点属于另一个视频。</translation>
    </message>
    <message>
        <source>This file is not valid UTF-8, so it can&apos;t be edited.</source>
        <translation>这个文件不是有效的 UTF-8 编码，因此无法编辑。</translation>
    </message>
    <message>
        <source>This folder is not indexed.</source>
        <translation>这个文件夹没有索引。</translation>
    </message>
    <message>
        <source>This is a playlist or channel. Next, choose its videos.</source>
        <translation>这是播放列表或频道。下一步选择其中的视频。</translation>
    </message>
    <message>
        <source>This is a transcript. Open the note of its video, then drop it there.</source>
        <translation>这是文字稿。打开对应视频的笔记，再把它拖到那里。</translation>
    </message>
    <message>
        <source>This is at {0}, but no video is open.</source>
        <translation>这里的时间是 {0}，但没有打开的视频。</translation>
    </message>
    <message>
        <source>This is not a key.</source>
        <translation>这不是按键。</translation>
    </message>
    <message>
        <source>This is not a note: notes are text files, mostly Markdown.</source>
        <translation>这不是笔记：笔记是文本文件，多为 Markdown。</translation>
    </message>
    <message>
        <source>This is the URL of a list of videos.</source>
        <translation>这是视频列表的网址。</translation>
    </message>
    <message>
        <source>This link can&apos;t be updated.</source>
        <translation>无法更新这个链接。</translation>
    </message>
    <message>
        <source>This link could mean several notes, so it is not updated.</source>
        <translation>这个链接可能指向多篇笔记，因此不更新。</translation>
    </message>
    <message>
        <source>This link has no video: {0}</source>
        <translation>这个链接没有视频：{0}</translation>
    </message>
    <message>
        <source>This link is also part of a playlist.</source>
        <translation>这个链接也属于一个播放列表。</translation>
    </message>
    <message>
        <source>This link leads out of the vault.</source>
        <translation>此链接指向仓库之外。</translation>
    </message>
    <message>
        <source>This link led nowhere; it will lead to this note.</source>
        <translation>这个链接原来没有指向任何笔记；之后会指向这篇笔记。</translation>
    </message>
    <message>
        <source>This name is too long.</source>
        <translation>这个名称太长。</translation>
    </message>
    <message>
        <source>This needs the video on this computer.</source>
        <translation>只有视频在这台电脑上才能使用。</translation>
    </message>
    <message>
        <source>This note</source>
        <translation>这篇笔记</translation>
    </message>
    <message>
        <source>This note can&apos;t be read, so its links are not updated.</source>
        <translation>无法读取这篇笔记，因此不更新其中的链接。</translation>
    </message>
    <message>
        <source>This note has a line of {0} bytes, too long to be shown as source.</source>
        <translation>这篇笔记有一行长达 {0} 字节，无法以源码显示。</translation>
    </message>
    <message>
        <source>This note has changed, and the result is no longer in it.</source>
        <translation>这篇笔记已更改，其中已没有这个结果。</translation>
    </message>
    <message>
        <source>This note has no file yet. Start typing to create it.</source>
        <translation>这篇笔记还没有文件。开始输入即可创建。</translation>
    </message>
    <message>
        <source>This note has no headings.</source>
        <translation>这篇笔记没有小标题。</translation>
    </message>
    <message>
        <source>This note has no links.</source>
        <translation>这篇笔记没有链接。</translation>
    </message>
    <message>
        <source>This note has no online video.</source>
        <translation>这篇笔记没有在线视频。</translation>
    </message>
    <message>
        <source>This note has no other video.</source>
        <translation>这篇笔记没有其他视频。</translation>
    </message>
    <message>
        <source>This note has no timestamps yet.</source>
        <translation>这篇笔记还没有时间戳。</translation>
    </message>
    <message>
        <source>This note has no video to link to.</source>
        <translation>这篇笔记没有可以链接的视频。</translation>
    </message>
    <message>
        <source>This note has no video.</source>
        <translation>这篇笔记没有视频。</translation>
    </message>
    <message>
        <source>This note has nothing to print.</source>
        <translation>这篇笔记没有可打印的内容。</translation>
    </message>
    <message>
        <source>This note is a link to a file. It can be renamed, but not moved.</source>
        <translation>这篇笔记是指向文件的链接。可以重命名，但不能移动。</translation>
    </message>
    <message>
        <source>This note is empty.</source>
        <translation>这篇笔记是空的。</translation>
    </message>
    <message>
        <source>This note is read-only.</source>
        <translation>这篇笔记是只读的。</translation>
    </message>
    <message>
        <source>This note is too large for a page, so it is shown as source. Ctrl+click a time to go there.</source>
        <translation>这篇笔记太大，无法以页面显示，因此以源码显示。按住 Ctrl 单击时间即可跳转。</translation>
    </message>
    <message>
        <source>This note is too long to print. Export it as PDF and print that.</source>
        <translation>这篇笔记太长，无法打印。将它导出为 PDF，再打印 PDF。</translation>
    </message>
    <message>
        <source>This note now plays “{0}”. The note itself is unchanged.</source>
        <translation>这篇笔记现在播放“{0}”。笔记本身没有改变。</translation>
    </message>
    <message numerus="yes">
        <source>This note|All %n notes</source>
        <translation>
            <numerusform>全部 %n 篇笔记</numerusform>
        </translation>
    </message>
    <message>
        <source>This regular expression isn&apos;t valid: {0}.</source>
        <translation>此正则表达式无效：{0}。</translation>
    </message>
    <message>
        <source>This takes a few seconds.</source>
        <translation>需要几秒。</translation>
    </message>
    <message>
        <source>This text can&apos;t be changed.</source>
        <translation>这段文字不能修改。</translation>
    </message>
    <message>
        <source>This text has {0} bytes, too many to edit in place.</source>
        <translation>这段文字有 {0} 字节，太大，无法就地编辑。</translation>
    </message>
    <message>
        <source>This time is not in the video.</source>
        <translation>这个时间不在视频中。</translation>
    </message>
    <message>
        <source>This time isn&apos;t ambiguous.</source>
        <translation>这个时间只有一种识别方式。</translation>
    </message>
    <message>
        <source>This timestamp can&apos;t hold a mark. Convert it to an anchor first.</source>
        <translation>这个时间戳不能带标记。先将它转换为锚点。</translation>
    </message>
    <message>
        <source>This timestamp format can&apos;t hold an end time.</source>
        <translation>这种时间戳格式不能带结束时间。</translation>
    </message>
    <message>
        <source>This timestamp has no end time.</source>
        <translation>这个时间戳没有结束时间。</translation>
    </message>
    <message>
        <source>This timestamp is for “{0}”. Switch to that video first.</source>
        <translation>这个时间戳属于“{0}”。先切换到这个视频。</translation>
    </message>
    <message>
        <source>This transcript can&apos;t be read</source>
        <translation>无法读取这份文字稿</translation>
    </message>
    <message>
        <source>This video has no chapters.</source>
        <translation>这个视频没有章节。</translation>
    </message>
    <message>
        <source>This video has no transcript.</source>
        <translation>这个视频没有文字稿。</translation>
    </message>
    <message>
        <source>This video has subtitles, which are shown first.</source>
        <translation>这个视频有字幕，会优先显示字幕。</translation>
    </message>
    <message>
        <source>This video is already being transcribed.</source>
        <translation>正在转写这个视频。</translation>
    </message>
    <message>
        <source>This video is already saved.</source>
        <translation>这个视频已保存。</translation>
    </message>
    <message>
        <source>This video is not open.</source>
        <translation>这个视频没有打开。</translation>
    </message>
    <message>
        <source>This video is only available when you&apos;re signed in. Sign in to the site with your browser; Cuenote can then send that browser&apos;s cookies to the site, and to nobody else, while it saves videos.

The site sees your account. If the cookies can&apos;t be read, close the browser. You can turn this off in Preferences.</source>
        <translation>这个视频登录后才能观看。先用浏览器登录网站，Cuenote 就可以在保存视频时将浏览器的 Cookie 发送给该网站，而不会发送给任何其他方。

网站会看到你的账号。如果无法读取 Cookie，先关闭浏览器。可以在“设置”中关闭此功能。</translation>
    </message>
    <message>
        <source>This video is saved. Missing: {0}</source>
        <translation>这个视频已保存。缺少：{0}</translation>
    </message>
    <message>
        <source>This video is streamed; it has no file.</source>
        <translation>这个视频是在线播放的，没有文件。</translation>
    </message>
    <message>
        <source>Time in note, read another way</source>
        <translation>将笔记中的时间按另一种方式识别</translation>
    </message>
    <message>
        <source>Time in note, read as mm:ss</source>
        <translation>笔记中的时间，按 mm:ss 识别</translation>
    </message>
    <message>
        <source>Time in note, without the hour</source>
        <translation>笔记中的时间去掉小时</translation>
    </message>
    <message>
        <source>Time needed: not known yet.</source>
        <translation>所需时间：尚不清楚。</translation>
    </message>
    <message>
        <source>Time set: {0}</source>
        <translation>已设置时间：{0}</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间轴</translation>
    </message>
    <message>
        <source>Timestamp</source>
        <translation>时间戳</translation>
    </message>
    <message>
        <source>Timestamp format</source>
        <translation>时间戳格式</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Title cards</source>
        <comment>question</comment>
        <translation>标题卡</translation>
    </message>
    <message>
        <source>To transcribe this video, save it for offline first.</source>
        <translation>要转写这个视频，先将它离线保存。</translation>
    </message>
    <message>
        <source>Toggle note list</source>
        <translation>显示或隐藏笔记列表</translation>
    </message>
    <message>
        <source>Toggle video</source>
        <translation>显示或隐藏视频</translation>
    </message>
    <message>
        <source>Too many requests from your connection.</source>
        <translation>你的网络连接发出的请求过多。</translation>
    </message>
    <message>
        <source>Tour</source>
        <translation>导览</translation>
    </message>
    <message>
        <source>Transcribe a video, save one with its subtitles, or put .vtt or .srt files next to notes.</source>
        <translation>转写视频、保存带字幕的视频，或将 .vtt 或 .srt 文件放在笔记旁边。</translation>
    </message>
    <message>
        <source>Transcribe the video on this computer, or choose a file ({0}).</source>
        <translation>在这台电脑上转写视频，或选择文件（{0}）。</translation>
    </message>
    <message numerus="yes">
        <source>Transcribe this video?|Transcribe %n videos?</source>
        <translation>
            <numerusform>转写 %n 个视频？</numerusform>
        </translation>
    </message>
    <message>
        <source>Transcribe videos of selected notes…</source>
        <translation>转写所选笔记的视频…</translation>
    </message>
    <message>
        <source>Transcribe video…</source>
        <translation>转写视频…</translation>
    </message>
    <message>
        <source>Transcribed</source>
        <translation>已转写</translation>
    </message>
    <message>
        <source>Transcribed here with {0}</source>
        <translation>已在这台电脑上用 {0} 转写</translation>
    </message>
    <message>
        <source>Transcribed “{0}”.</source>
        <translation>已转写“{0}”。</translation>
    </message>
    <message>
        <source>Transcribe…</source>
        <translation>转写…</translation>
    </message>
    <message>
        <source>Transcribing</source>
        <translation>正在转写</translation>
    </message>
    <message numerus="yes">
        <source>Transcribing 1 video…|Transcribing %n videos…</source>
        <translation>
            <numerusform>正在转写 %n 个视频…</numerusform>
        </translation>
    </message>
    <message>
        <source>Transcribing needs {0}, which is not on this computer.</source>
        <translation>转写需要 {0}，但它没有安装。</translation>
    </message>
    <message>
        <source>Transcribing paused</source>
        <translation>转写已暂停</translation>
    </message>
    <message>
        <source>Transcribing stopped unexpectedly.</source>
        <translation>转写意外停止。</translation>
    </message>
    <message>
        <source>Transcript</source>
        <translation>文字稿</translation>
    </message>
    <message>
        <source>Transcript added.</source>
        <translation>已添加文字稿。</translation>
    </message>
    <message>
        <source>Transcript deleted.</source>
        <translation>已删除文字稿。</translation>
    </message>
    <message>
        <source>Transcript paragraph</source>
        <translation>文字稿段落</translation>
    </message>
    <message>
        <source>Transcript shifted.</source>
        <translation>已平移文字稿。</translation>
    </message>
    <message>
        <source>Transcript, claims or problems</source>
        <translation>文字稿、要点或问题</translation>
    </message>
    <message>
        <source>Transcripts</source>
        <translation>文字稿</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Try again later, or open the video in the browser.</source>
        <translation>稍后重试，或在浏览器中打开该视频。</translation>
    </message>
    <message>
        <source>Try again. If it keeps happening, something on your network is changing downloads.</source>
        <translation>重试。如果反复出现，说明网络中有设备或程序在改动下载内容。</translation>
    </message>
    <message>
        <source>Try another copy of the video, or another format.</source>
        <translation>换用视频的另一个副本或另一种格式。</translation>
    </message>
    <message>
        <source>Try another suffix, such as .mkv.</source>
        <translation>换用其他后缀，例如 .mkv。</translation>
    </message>
    <message>
        <source>Turn off animations</source>
        <translation>关闭动画</translation>
    </message>
    <message>
        <source>Turn typed times into timestamps</source>
        <translation>将输入的时间变成时间戳</translation>
    </message>
    <message>
        <source>Type a name.</source>
        <translation>输入名称。</translation>
    </message>
    <message>
        <source>Type a time first.</source>
        <translation>先输入时间。</translation>
    </message>
    <message>
        <source>Type something first: there is no file yet.</source>
        <translation>先输入一些内容：还没有文件。</translation>
    </message>
    <message>
        <source>Type the words to find.</source>
        <translation>输入要查找的词。</translation>
    </message>
    <message>
        <source>Type “{0}”</source>
        <extracomment>What was typed, as Undo names it.</extracomment>
        <translation>输入“{0}”</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Undo the shift</source>
        <translation>撤销平移</translation>
    </message>
    <message>
        <source>Undone: {0}</source>
        <translation>已撤销：{0}</translation>
    </message>
    <message>
        <source>Unfinished  ·  {0} saved</source>
        <translation>未完成  ·  已保存 {0}</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>无法识别</translation>
    </message>
    <message>
        <source>Unsaved text found</source>
        <translation>发现未保存的文字</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>Update yt-dlp</source>
        <translation>更新 yt-dlp</translation>
    </message>
    <message>
        <source>Update yt-dlp (in a terminal: `cuenote save --update`), then try again.</source>
        <translation>更新 yt-dlp（在终端中：`cuenote save --update`），然后重试。</translation>
    </message>
    <message>
        <source>Updated yt-dlp to {0}.</source>
        <translation>已将 yt-dlp 更新到 {0}。</translation>
    </message>
    <message>
        <source>Updating yt-dlp…</source>
        <translation>正在更新 yt-dlp…</translation>
    </message>
    <message>
        <source>Use cookies and try again</source>
        <translation>使用 Cookie 并重试</translation>
    </message>
    <message>
        <source>Use its code, such as en or de.</source>
        <translation>使用语言代码，例如 en 或 de。</translation>
    </message>
    <message>
        <source>Use subtitles</source>
        <translation>使用字幕</translation>
    </message>
    <message>
        <source>Use these</source>
        <translation>使用所选版本</translation>
    </message>
    <message>
        <source>Use {0}</source>
        <translation>使用{0}</translation>
    </message>
    <message>
        <source>Use {0}.</source>
        <translation>使用 {0}。</translation>
    </message>
    <message>
        <source>Use “{0}” as the transcript</source>
        <translation>将“{0}”用作文字稿</translation>
    </message>
    <message>
        <source>Use “{0}” for:</source>
        <translation>“{0}”用于：</translation>
    </message>
    <message>
        <source>Use “{0}” in this note</source>
        <translation>在这篇笔记中使用“{0}”</translation>
    </message>
    <message>
        <source>Use “{0}”…</source>
        <translation>使用“{0}”…</translation>
    </message>
    <message>
        <source>Used when no note is open.</source>
        <translation>没有打开的笔记时使用。</translation>
    </message>
    <message>
        <source>Uses the Hunspell dictionaries on this computer.</source>
        <translation>使用这台电脑上的 Hunspell 词典。</translation>
    </message>
    <message>
        <source>VLC can&apos;t play “{0}”</source>
        <translation>VLC 无法播放“{0}”</translation>
    </message>
    <message>
        <source>VLC is installed but can&apos;t be loaded</source>
        <translation>已安装 VLC，但无法加载</translation>
    </message>
    <message>
        <source>VLC is installed, but its plugins are not</source>
        <translation>已安装 VLC，但没有安装它的插件</translation>
    </message>
    <message>
        <source>VLC is not installed</source>
        <translation>没有安装 VLC</translation>
    </message>
    <message>
        <source>Vault</source>
        <translation>仓库</translation>
    </message>
    <message>
        <source>Vault options</source>
        <translation>仓库选项</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>Video and audio</source>
        <translation>视频和音频</translation>
    </message>
    <message>
        <source>Video in separate window</source>
        <translation>在单独的窗口中显示视频</translation>
    </message>
    <message>
        <source>Video not found</source>
        <translation>没有找到视频</translation>
    </message>
    <message>
        <source>Video: {0}</source>
        <translation>视频：{0}</translation>
    </message>
    <message>
        <source>Videos can&apos;t be saved as “{0}”.</source>
        <translation>视频无法保存为“{0}”。</translation>
    </message>
    <message>
        <source>Videos of the list</source>
        <translation>列表中的视频</translation>
    </message>
    <message>
        <source>Videos that are not on this computer play from the web as soon as their note opens.</source>
        <translation>打开笔记时，立即在线播放不在这台电脑上的视频。</translation>
    </message>
    <message>
        <source>View</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>音量</translation>
    </message>
    <message>
        <source>Volume {percent} %</source>
        <translation>音量 {percent}%</translation>
    </message>
    <message>
        <source>Wait up to an hour, then try again.</source>
        <translation>稍后再试（最多等一小时）。</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Waiting for another export.</source>
        <translation>正在等待另一项导出。</translation>
    </message>
    <message>
        <source>Waiting for the network…</source>
        <translation>正在等待网络…</translation>
    </message>
    <message>
        <source>Waiting to transcribe</source>
        <translation>等待转写</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>观看</translation>
    </message>
    <message>
        <source>Waveform</source>
        <translation>波形</translation>
    </message>
    <message>
        <source>Web Annotations (JSON-LD)</source>
        <translation>网页批注（JSON-LD）</translation>
    </message>
    <message>
        <source>Web Annotations: the W3C&apos;s format for such notes.</source>
        <translation>网页批注（Web Annotations）：W3C 为这类笔记制定的格式。</translation>
    </message>
    <message>
        <source>Web page</source>
        <translation>网页</translation>
    </message>
    <message>
        <source>Web page with pictures and clips</source>
        <translation>带图片和片段的网页</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>What is finished is kept. Start it again; if it fails again, choose a smaller model.</source>
        <translation>已完成的部分会保留。重新开始；如果再次失败，选择较小的模型。</translation>
    </message>
    <message>
        <source>Where is this said?</source>
        <translation>这句话在哪里？</translation>
    </message>
    <message>
        <source>While you read, letters are shortcuts. Off: only with Alt.</source>
        <translation>阅读时，字母键就是快捷键。关闭后：需同时按 Alt。</translation>
    </message>
    <message>
        <source>While you type, this key types text.</source>
        <translation>输入文字时，这个按键用于输入。</translation>
    </message>
    <message numerus="yes">
        <source>Whole note|Whole notes</source>
        <translation>
            <numerusform>整篇笔记</numerusform>
        </translation>
    </message>
    <message>
        <source>Whole words</source>
        <translation>全字匹配</translation>
    </message>
    <message>
        <source>Wikilink to a file</source>
        <translation>文件的 Wiki 链接</translation>
    </message>
    <message>
        <source>With end time</source>
        <translation>有结束时间</translation>
    </message>
    <message>
        <source>With most of the words</source>
        <translation>包含大部分词</translation>
    </message>
    <message>
        <source>With picture</source>
        <translation>有图片</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>写作</translation>
    </message>
    <message>
        <source>Write anyway</source>
        <translation>仍然写入</translation>
    </message>
    <message>
        <source>Write here</source>
        <translation>写在这里</translation>
    </message>
    <message>
        <source>Write it as {0}:1:02:03.</source>
        <translation>写法如 {0}:1:02:03。</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>写笔记</translation>
    </message>
    <message>
        <source>Wrong end</source>
        <translation>结束时间有误</translation>
    </message>
    <message>
        <source>Yes</source>
        <comment>answer</comment>
        <translation>是</translation>
    </message>
    <message>
        <source>You can also type {0}</source>
        <translation>还可以输入 {0}</translation>
    </message>
    <message>
        <source>You can&apos;t add a bullet here.</source>
        <translation>这里无法添加列表项。</translation>
    </message>
    <message>
        <source>You chose this file; the note itself is unchanged.</source>
        <translation>这个文件由你选择；笔记本身没有改变。</translation>
    </message>
    <message>
        <source>You left the note before the frame was added. The frame is saved in “{0}”.</source>
        <translation>添加画面前已离开这篇笔记。画面已保存到“{0}”。</translation>
    </message>
    <message>
        <source>YouTube descriptions have at most {0} characters; this is longer.</source>
        <translation>YouTube 的说明最多 {0} 个字符，这里超出了。</translation>
    </message>
    <message>
        <source>YouTube shows chapters only if there are three or more.</source>
        <translation>YouTube 只在有至少三个章节时才显示章节。</translation>
    </message>
    <message>
        <source>Your changes can&apos;t be saved: {0}.</source>
        <translation>无法保存修改：{0}。</translation>
    </message>
    <message>
        <source>Your text can&apos;t be kept for the next start either: the disk can&apos;t be written to.</source>
        <translation>文字也无法保留到下次启动：磁盘无法写入。</translation>
    </message>
    <message>
        <source>Your text is kept and will be offered when you open the note again.</source>
        <translation>你的文字已保留，再次打开这篇笔记时可以恢复。</translation>
    </message>
    <message>
        <source>Your text is kept; save again, or save elsewhere.</source>
        <translation>你的文字已保留；再次保存，或保存到其他位置。</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>你的版本</translation>
    </message>
    <message>
        <source>`cuenote transcribe --model {0}` offers to download it.</source>
        <translation>用 `cuenote transcribe --model {0}` 可以下载。</translation>
    </message>
    <message>
        <source>`cuenote transcribe` offers to download it; or install `cuenote[speech]`.</source>
        <translation>用 `cuenote transcribe` 可以下载；或安装 `cuenote[speech]`。</translation>
    </message>
    <message>
        <source>a few seconds left</source>
        <translation>还剩几秒</translation>
    </message>
    <message>
        <source>about {0}</source>
        <translation>约 {0}</translation>
    </message>
    <message>
        <source>accept, fix</source>
        <translation>接受, 修正, 修复</translation>
    </message>
    <message>
        <source>also: {0}</source>
        <translation>也叫：{0}</translation>
    </message>
    <message numerus="yes">
        <source>and 1 more|and %n more</source>
        <translation>
            <numerusform>还有 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>audio only</source>
        <translation>只有声音</translation>
    </message>
    <message>
        <source>backlinks</source>
        <translation>反向链接</translation>
    </message>
    <message>
        <source>being saved</source>
        <translation>正在保存</translation>
    </message>
    <message>
        <source>best, very slow</source>
        <translation>效果最好，非常慢</translation>
    </message>
    <message>
        <source>better, slow</source>
        <translation>效果更好，慢</translation>
    </message>
    <message>
        <source>block, paragraph</source>
        <translation>块, 段落</translation>
    </message>
    <message>
        <source>both times agree, read as mm:ss</source>
        <translation>按 mm:ss 识别，两个时间一致</translation>
    </message>
    <message>
        <source>can&apos;t be selected</source>
        <translation>无法选中</translation>
    </message>
    <message>
        <source>cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>captions, cc</source>
        <translation>字幕, cc</translation>
    </message>
    <message>
        <source>centre</source>
        <translation>中央</translation>
    </message>
    <message>
        <source>check, errors, doubts</source>
        <translation>检查, 错误, 疑问</translation>
    </message>
    <message>
        <source>check, verify</source>
        <translation>检查, 核对, 校验</translation>
    </message>
    <message>
        <source>claims</source>
        <translation>要点</translation>
    </message>
    <message>
        <source>clips</source>
        <translation>片段</translation>
    </message>
    <message>
        <source>conflict {0} of {1}</source>
        <translation>冲突 {0}/{1}</translation>
    </message>
    <message>
        <source>couldn&apos;t load the rest: {0}</source>
        <translation>无法加载其余内容：{0}</translation>
    </message>
    <message>
        <source>create, YouTube, link</source>
        <translation>创建, 新建, YouTube, 链接</translation>
    </message>
    <message>
        <source>cuenote:// links, shortcut, desktop entry, install</source>
        <translation>cuenote:// 链接, 快捷方式, 桌面图标, 安装</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <extracomment>How a day is written: d, MMM and yyyy as Qt has them, other words in &apos;single quotes&apos;.</extracomment>
        <translation>yyyy-MM-dd</translation>
    </message>
    <message>
        <source>dark mode, night</source>
        <translation>深色模式, 夜间模式, 暗色, 黑夜</translation>
    </message>
    <message>
        <source>delete note</source>
        <translation>删除笔记</translation>
    </message>
    <message>
        <source>deleted</source>
        <extracomment>Why a video of a playlist can&apos;t be saved: it was deleted.</extracomment>
        <translation>已删除</translation>
    </message>
    <message>
        <source>detach, pop out, second screen</source>
        <translation>分离, 弹出, 小窗, 第二屏幕, 双屏</translation>
    </message>
    <message>
        <source>done</source>
        <extracomment>The box of a task.</extracomment>
        <translation>完成</translation>
    </message>
    <message>
        <source>download, library, queue, transcriptions, exports</source>
        <translation>下载, 缓存, 媒体库, 队列, 转写, 导出</translation>
    </message>
    <message>
        <source>download, offline, keep</source>
        <translation>下载, 缓存, 离线, 保留</translation>
    </message>
    <message>
        <source>draw</source>
        <translation>绘制</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>fast, some mistakes</source>
        <translation>快，有一些错误</translation>
    </message>
    <message>
        <source>fastest, many mistakes</source>
        <translation>最快，错误多</translation>
    </message>
    <message>
        <source>files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>find everywhere, what is said, transcripts</source>
        <translation>全局搜索, 查找全部, 说的话, 文字稿</translation>
    </message>
    <message>
        <source>first {0}; stopped</source>
        <translation>前 {0}；已停止</translation>
    </message>
    <message>
        <source>good in most languages</source>
        <translation>多数语言效果好</translation>
    </message>
    <message>
        <source>half a minute</source>
        <translation>30 秒</translation>
    </message>
    <message>
        <source>has a note</source>
        <translation>已有笔记</translation>
    </message>
    <message>
        <source>history</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>ignore, dismiss</source>
        <translation>忽略, 不再提示</translation>
    </message>
    <message>
        <source>in order with the claims before and after</source>
        <translation>与前后的要点顺序一致</translation>
    </message>
    <message>
        <source>in sync</source>
        <comment>the transcript, with the video</comment>
        <translation>同步</translation>
    </message>
    <message>
        <source>in their own folder</source>
        <translation>存放在单独的文件夹中</translation>
    </message>
    <message>
        <source>incomplete</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>indent, Tab</source>
        <translation>缩进, Tab</translation>
    </message>
    <message numerus="yes">
        <source>it has no video.|they have no video.</source>
        <translation>
            <numerusform>没有视频。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>it is past the end of the video.|they are past the end.</source>
        <translation>
            <numerusform>超出视频结尾。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>its time can&apos;t be played, or its video is not on this computer.|their times can&apos;t be played, or their videos are not on this computer.</source>
        <translation>
            <numerusform>时间无法播放，或视频不在这台电脑上。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>its time can&apos;t be read or is past the end.|their times can&apos;t be read or are past the end.</source>
        <translation>
            <numerusform>时间无法识别，或超出视频结尾。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>its time can&apos;t be read.|their times can&apos;t be read.</source>
        <extracomment>Stands behind “3 timestamps are left out (“1:02”, …): ”.</extracomment>
        <translation>
            <numerusform>时间无法识别。</numerusform>
        </translation>
    </message>
    <message>
        <source>keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>left out of export</source>
        <translation>不导出</translation>
    </message>
    <message>
        <source>light mode</source>
        <translation>浅色模式, 日间模式, 白天</translation>
    </message>
    <message>
        <source>live now</source>
        <translation>正在直播</translation>
    </message>
    <message>
        <source>loop, A–B</source>
        <translation>循环, A–B</translation>
    </message>
    <message>
        <source>lower centre</source>
        <translation>中下</translation>
    </message>
    <message>
        <source>lower left</source>
        <translation>左下</translation>
    </message>
    <message>
        <source>lower right</source>
        <translation>右下</translation>
    </message>
    <message>
        <source>middle left</source>
        <translation>左中</translation>
    </message>
    <message>
        <source>middle right</source>
        <translation>右中</translation>
    </message>
    <message>
        <source>minutes and seconds</source>
        <translation>分和秒</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>不存在</translation>
    </message>
    <message>
        <source>mm:ss written as hh:mm</source>
        <translation>分钟误写成小时</translation>
    </message>
    <message>
        <source>move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>nearly as good as the best, faster</source>
        <translation>接近最好，速度更快</translation>
    </message>
    <message>
        <source>new note about it</source>
        <translation>为它新建笔记</translation>
    </message>
    <message>
        <source>next</source>
        <translation>下一项</translation>
    </message>
    <message>
        <source>no URL</source>
        <translation>没有网址</translation>
    </message>
    <message>
        <source>no note here</source>
        <translation>这里没有笔记</translation>
    </message>
    <message>
        <source>no note yet</source>
        <translation>还没有笔记</translation>
    </message>
    <message>
        <source>no picture</source>
        <translation>没有画面</translation>
    </message>
    <message>
        <source>no time</source>
        <translation>没有时间</translation>
    </message>
    <message>
        <source>no transcript</source>
        <translation>没有文字稿</translation>
    </message>
    <message>
        <source>no video</source>
        <translation>没有视频</translation>
    </message>
    <message>
        <source>none, audio only</source>
        <translation>无，只有声音</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>not premiered yet</source>
        <translation>尚未首播</translation>
    </message>
    <message>
        <source>not selected</source>
        <translation>未选中</translation>
    </message>
    <message>
        <source>notes;markdown;video;transcript;timestamp;</source>
        <extracomment>What the user may type to find the program: words, each with a &quot;;&quot; behind it.</extracomment>
        <translation>笔记;视频;文字稿;字幕;时间戳;markdown;</translation>
    </message>
    <message>
        <source>now</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>of all claims</source>
        <translation>包含所有要点</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>offset, delay</source>
        <translation>偏移, 延迟, 校准</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>one video per claim</source>
        <translation>每条要点一个视频</translation>
    </message>
    <message>
        <source>open link, wikilink</source>
        <translation>打开链接, 双链, wikilink</translation>
    </message>
    <message>
        <source>open now</source>
        <translation>已打开</translation>
    </message>
    <message>
        <source>outline, contents, headings</source>
        <translation>大纲, 目录, 小标题</translation>
    </message>
    <message>
        <source>over {0}</source>
        <translation>超过 {0}</translation>
    </message>
    <message>
        <source>pages</source>
        <translation>网页</translation>
    </message>
    <message>
        <source>past the end</source>
        <translation>超出视频结尾</translation>
    </message>
    <message>
        <source>pauses</source>
        <translation>停顿, 静音片段</translation>
    </message>
    <message>
        <source>play online, stop</source>
        <translation>在线播放, 停止</translation>
    </message>
    <message>
        <source>playing</source>
        <translation>正在播放</translation>
    </message>
    <message>
        <source>playlist, channel, download</source>
        <translation>播放列表, 频道, 下载</translation>
    </message>
    <message>
        <source>point, {0}</source>
        <translation>点，{0}</translation>
    </message>
    <message>
        <source>private</source>
        <extracomment>Why a video of a playlist can&apos;t be saved: it is private.</extracomment>
        <translation>私享</translation>
    </message>
    <message>
        <source>read as hours, {0} of {1} would be past the end of the video</source>
        <translation>如果按小时识别，{1} 个中有 {0} 个超出视频结尾</translation>
    </message>
    <message>
        <source>read as hours, {0} of {1} would need a video of five hours or more</source>
        <translation>如果按小时识别，{1} 个中有 {0} 个需要五小时或更长的视频</translation>
    </message>
    <message>
        <source>read-only</source>
        <translation>只读</translation>
    </message>
    <message>
        <source>recent, file, quick open, paste link</source>
        <translation>最近, 文件, 快速打开, 粘贴链接</translation>
    </message>
    <message>
        <source>reel, only claims, highlights</source>
        <translation>精华, 集锦, 只播要点, 高亮</translation>
    </message>
    <message>
        <source>refresh</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>rename, title, file name, move</source>
        <translation>改名, 标题, 文件名, 移动</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>saved for offline</source>
        <translation>已离线保存</translation>
    </message>
    <message>
        <source>screenshot, picture, still</source>
        <translation>截图, 截屏, 图片</translation>
    </message>
    <message>
        <source>selected</source>
        <translation>已选中</translation>
    </message>
    <message>
        <source>settings, options</source>
        <translation>选项, 偏好设置, 首选项</translation>
    </message>
    <message>
        <source>shortcuts, keyboard</source>
        <translation>快捷键, 键盘, 按键</translation>
    </message>
    <message>
        <source>silence, sound off</source>
        <translation>无声, 关闭声音</translation>
    </message>
    <message>
        <source>size</source>
        <translation>调整大小</translation>
    </message>
    <message>
        <source>sort, by video, by folder</source>
        <translation>排序, 分组, 按视频, 按文件夹</translation>
    </message>
    <message>
        <source>sound, loudness</source>
        <translation>声音, 音量, 响度</translation>
    </message>
    <message>
        <source>speech to text, whisper</source>
        <translation>语音转文字, 语音识别, 听写, whisper</translation>
    </message>
    <message>
        <source>speed, 2×</source>
        <translation>速度, 倍速, 2×</translation>
    </message>
    <message>
        <source>speed, slow motion</source>
        <translation>速度, 倍速, 慢放</translation>
    </message>
    <message>
        <source>subtitles ({0}): {1}</source>
        <translation>字幕（{0}）：{1}</translation>
    </message>
    <message>
        <source>suggested: {0}</source>
        <translation>建议：{0}</translation>
    </message>
    <message>
        <source>tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>the model {0} ({1}, from huggingface.co)</source>
        <translation>模型 {0}（{1}，来自 huggingface.co）</translation>
    </message>
    <message>
        <source>the times in this note only make sense as mm:ss</source>
        <translation>这篇笔记中的时间只有按 mm:ss 识别才合理</translation>
    </message>
    <message>
        <source>the words here are closest to the claim</source>
        <translation>这里说的话与要点最接近</translation>
    </message>
    <message>
        <source>theme, colours</source>
        <translation>主题, 外观, 颜色</translation>
    </message>
    <message>
        <source>there is no colour “{0}”</source>
        <translation>没有颜色“{0}”</translation>
    </message>
    <message>
        <source>thumbnail: {0}</source>
        <translation>缩略图：{0}</translation>
    </message>
    <message>
        <source>times read as mm:ss</source>
        <translation>时间按 mm:ss 识别</translation>
    </message>
    <message>
        <source>timestamp, note, T, bookmark</source>
        <translation>时间戳, 笔记, T, 书签</translation>
    </message>
    <message>
        <source>timestamp, time, insert, bookmark</source>
        <translation>时间戳, 时间, 插入, 书签</translation>
    </message>
    <message>
        <source>to do</source>
        <translation>待办</translation>
    </message>
    <message>
        <source>to print or send</source>
        <translation>用于打印或发送</translation>
    </message>
    <message>
        <source>tour/guide.md</source>
        <extracomment>The path of a file in the folder of the language (resources/languages/CODE); see TRANSLATING.</extracomment>
        <translation>导览/使用指南.md</translation>
    </message>
    <message>
        <source>tour/tour.md</source>
        <extracomment>The path of a file in the folder of the language (resources/languages/CODE); see TRANSLATING.</extracomment>
        <translation>导览/导览.md</translation>
    </message>
    <message>
        <source>transcribed here, model {0}</source>
        <translation>在这里转写，模型 {0}</translation>
    </message>
    <message>
        <source>upper centre</source>
        <translation>中上</translation>
    </message>
    <message>
        <source>upper left</source>
        <translation>左上</translation>
    </message>
    <message>
        <source>upper right</source>
        <translation>右上</translation>
    </message>
    <message>
        <source>was {0}</source>
        <translation>原为 {0}</translation>
    </message>
    <message>
        <source>with links</source>
        <translation>带链接</translation>
    </message>
    <message>
        <source>with pictures and clips</source>
        <translation>带图片和片段</translation>
    </message>
    <message>
        <source>yt-dlp is up to date ({0}).</source>
        <translation>yt-dlp 已是最新版本（{0}）。</translation>
    </message>
    <message>
        <source>yt-dlp, which reads online videos, is not installed or can&apos;t be loaded.</source>
        <translation>读取在线视频的 yt-dlp 没有安装，或无法加载。</translation>
    </message>
    <message>
        <source>zoom, 100 %</source>
        <translation>缩放, 100%</translation>
    </message>
    <message>
        <source>{0} %</source>
        <translation>{0}%</translation>
    </message>
    <message numerus="yes">
        <source>{0} (1 note)|{0} (one of %n notes)</source>
        <translation>
            <numerusform>{0}（%n 篇笔记之一）</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} (about {1}, from PyPI)</source>
        <translation>{0}（约 {1}，来自 PyPI）</translation>
    </message>
    <message>
        <source>{0} (missing)</source>
        <translation>{0}（不存在）</translation>
    </message>
    <message>
        <source>{0} (rough estimate)</source>
        <translation>{0}（粗略估计）</translation>
    </message>
    <message>
        <source>{0} ({1})</source>
        <translation>{0}（{1}）</translation>
    </message>
    <message>
        <source>{0} GB</source>
        <translatorcomment>same</translatorcomment>
        <translation>{0} GB</translation>
    </message>
    <message>
        <source>{0} KB</source>
        <translatorcomment>same</translatorcomment>
        <translation>{0} KB</translation>
    </message>
    <message>
        <source>{0} MB</source>
        <translatorcomment>same</translatorcomment>
        <translation>{0} MB</translation>
    </message>
    <message>
        <source>{0} Trying again.</source>
        <translation>{0}正在重试。</translation>
    </message>
    <message numerus="yes">
        <source>{0} and 1 more|{0} and %n more</source>
        <translation>
            <numerusform>{0}，还有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} at first</source>
        <comment>{0} as “0:43 late”</comment>
        <translation>开头{0}</translation>
    </message>
    <message>
        <source>{0} can&apos;t be loaded: {1}.</source>
        <translation>无法加载 {0}：{1}。</translation>
    </message>
    <message>
        <source>{0} can&apos;t be reassigned.</source>
        <translation>{0} 不能重新指定。</translation>
    </message>
    <message>
        <source>{0} claims shown</source>
        <translation>显示 {0} 条要点</translation>
    </message>
    <message>
        <source>{0} couldn&apos;t be read.</source>
        <translation>无法读取{0}。</translation>
    </message>
    <message>
        <source>{0} early</source>
        <comment>the transcript, by a time</comment>
        <translation>早 {0}</translation>
    </message>
    <message>
        <source>{0} free</source>
        <translation>可用 {0}</translation>
    </message>
    <message>
        <source>{0} free in {1}</source>
        <translation>{1} 中可用 {0}</translation>
    </message>
    <message>
        <source>{0} h {1} min</source>
        <translation>{0} 小时 {1} 分钟</translation>
    </message>
    <message>
        <source>{0} h {1} min left</source>
        <translation>还剩 {0} 小时 {1} 分钟</translation>
    </message>
    <message numerus="yes">
        <source>{0} in 1 file, one per video|{0} in %n files, one per video</source>
        <extracomment>{0}: “12 timestamps”</extracomment>
        <translation>
            <numerusform>{0}，共 %n 个文件，每个视频一个</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} in the settings file ({1}) is not used. {2}</source>
        <translation>设置文件中的{0}（{1}）未使用。{2}</translation>
    </message>
    <message>
        <source>{0} in {1}</source>
        <translation>{0}（{1}）</translation>
    </message>
    <message>
        <source>{0} is a timestamp</source>
        <translation>{0} 是时间戳</translation>
    </message>
    <message>
        <source>{0} is needed for typing. Add Ctrl or Alt, or use a key like F7.</source>
        <translation>{0} 用于输入文字。加上 Ctrl 或 Alt，或使用 F7 这样的按键。</translation>
    </message>
    <message>
        <source>{0} is not a timestamp</source>
        <translation>{0} 不是时间戳</translation>
    </message>
    <message>
        <source>{0} is not in this video.</source>
        <translation>{0} 不在这个视频中。</translation>
    </message>
    <message>
        <source>{0} is past the end ({1}).</source>
        <translation>{0} 超出视频结尾（{1}）。</translation>
    </message>
    <message>
        <source>{0} is past the end of the video</source>
        <translation>{0} 超出视频结尾</translation>
    </message>
    <message numerus="yes">
        <source>{0} is said here|{0} are said here</source>
        <comment>some words</comment>
        <translation>
            <numerusform>这里提到{0}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} is said only here|{0} are said only here</source>
        <comment>some words</comment>
        <translation>
            <numerusform>只有这里提到{0}</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} is used for “{1}”. Reassign?</source>
        <translation>{0} 已用于“{1}”。重新指定？</translation>
    </message>
    <message>
        <source>{0} late</source>
        <comment>the transcript, by a time</comment>
        <translation>晚 {0}</translation>
    </message>
    <message>
        <source>{0} min left</source>
        <translation>还剩 {0} 分钟</translation>
    </message>
    <message>
        <source>{0} notes are selected. Move at most {1} to the trash at once.</source>
        <translation>选中了 {0} 篇笔记。一次最多可将 {1} 篇移到回收站。</translation>
    </message>
    <message>
        <source>{0} of audio, about {1} on this computer</source>
        <translation>声音长 {0}，在这台电脑上约需 {1}</translation>
    </message>
    <message>
        <source>{0} of the model was damaged, so it was deleted.</source>
        <translation>模型的 {0} 已损坏，因此已删除。</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0}/{1}</translation>
    </message>
    <message>
        <source>{0} of {1} notes</source>
        <translation>{0}/{1} 篇笔记</translation>
    </message>
    <message>
        <source>{0} of {1} selected. One undo takes all of it back.</source>
        <translation>已选择 {0}/{1} 处。撤销一次即可全部恢复。</translation>
    </message>
    <message>
        <source>{0} of {1} such times end in :00</source>
        <translation>{1} 个这样的时间中有 {0} 个以 :00 结尾</translation>
    </message>
    <message>
        <source>{0} on the site</source>
        <extracomment>{0} is a time; the link leads to the video.</extracomment>
        <translation>网站上的 {0}</translation>
    </message>
    <message>
        <source>{0} or {1}</source>
        <translation>{0} 或 {1}</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} 秒</translation>
    </message>
    <message>
        <source>{0} s left</source>
        <translation>还剩 {0} 秒</translation>
    </message>
    <message>
        <source>{0} so far, loading…</source>
        <translation>已找到 {0}，正在加载…</translation>
    </message>
    <message>
        <source>{0} was downloaded but can&apos;t be found.</source>
        <translation>{0} 已下载，但无法找到。</translation>
    </message>
    <message>
        <source>{0} {1}</source>
        <comment>two sentences</comment>
        <translation>{0}{1}</translation>
    </message>
    <message>
        <source>{0} {1} does not run on this computer: {2}</source>
        <translation>{0} {1} 无法在这台电脑上运行：{2}</translation>
    </message>
    <message>
        <source>{0}, folded</source>
        <translation>{0}，已折叠</translation>
    </message>
    <message>
        <source>{0}, heading, claims: {1}</source>
        <translation>{0}，小标题，要点：{1}</translation>
    </message>
    <message>
        <source>{0}, no timestamps</source>
        <translation>{0}，没有时间戳</translation>
    </message>
    <message>
        <source>{0}, not on this computer</source>
        <translation>{0}，不在这台电脑上</translation>
    </message>
    <message>
        <source>{0}, problem</source>
        <translation>{0}，问题</translation>
    </message>
    <message>
        <source>{0}, translated to English</source>
        <translation>{0}，已翻译成英语</translation>
    </message>
    <message>
        <source>{0}, with {1} of the claim&apos;s {2} key words</source>
        <translation>{0}，要点的 {2} 个关键词中出现了 {1} 个</translation>
    </message>
    <message>
        <source>{0}, {1}</source>
        <comment>a list</comment>
        <translation>{0}、{1}</translation>
    </message>
    <message>
        <source>{0}, {1} by {2} percent</source>
        <translation>{0}，宽 {1}%、高 {2}%</translation>
    </message>
    <message>
        <source>{0}, {1} frames per second</source>
        <translation>{0}，每秒 {1} 帧</translation>
    </message>
    <message>
        <source>{0}.</source>
        <comment>a sentence</comment>
        <translation>{0}。</translation>
    </message>
    <message>
        <source>{0}/s</source>
        <translation>{0}/秒</translation>
    </message>
    <message>
        <source>{0}: choose another video</source>
        <translation>{0}：选择另一个视频</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
    <message>
        <source>{0}; {1}</source>
        <translation>{0}；{1}</translation>
    </message>
    <message>
        <source>{1} from {0} on</source>
        <comment>{0} is a time, {1} as “0:43 late”</comment>
        <translation>从 {0} 起{1}</translation>
    </message>
    <message>
        <source>{1} notes are called “{0}”</source>
        <translation>有 {1} 篇笔记名为“{0}”</translation>
    </message>
    <message>
        <source>“dark” is true or false</source>
        <translation>“dark”应为 true 或 false</translation>
    </message>
    <message>
        <source>“{0}”</source>
        <translation>“{0}”</translation>
    </message>
    <message>
        <source>“{0}” already exists.</source>
        <translation>“{0}”已存在。</translation>
    </message>
    <message>
        <source>“{0}” and its subtitles will be deleted from this computer, freeing {1}. You can&apos;t undo this. Your notes are kept.</source>
        <translation>“{0}”及其字幕将从这台电脑上删除，释放 {1}。此操作无法撤销。笔记会保留。</translation>
    </message>
    <message>
        <source>“{0}” can&apos;t be a property name.</source>
        <translation>“{0}”不能作为属性名称。</translation>
    </message>
    <message>
        <source>“{0}” can&apos;t be deleted: {1}.</source>
        <translation>无法删除“{0}”：{1}。</translation>
    </message>
    <message>
        <source>“{0}” can&apos;t be moved to the trash. It was not deleted.</source>
        <translation>无法将“{0}”移到回收站。它没有被删除。</translation>
    </message>
    <message>
        <source>“{0}” can&apos;t be opened</source>
        <translation>无法打开“{0}”</translation>
    </message>
    <message>
        <source>“{0}” can&apos;t be opened.</source>
        <translation>无法打开“{0}”。</translation>
    </message>
    <message>
        <source>“{0}” can&apos;t be put back. It is still in the trash.</source>
        <translation>无法还原“{0}”。它仍在回收站中。</translation>
    </message>
    <message>
        <source>“{0}” can&apos;t be read as a picture</source>
        <translation>无法将“{0}”作为图片读取</translation>
    </message>
    <message>
        <source>“{0}” can&apos;t be read: {1}.</source>
        <translation>无法读取“{0}”：{1}。</translation>
    </message>
    <message>
        <source>“{0}” can&apos;t be saved: {1}.</source>
        <translation>无法保存“{0}”：{1}。</translation>
    </message>
    <message>
        <source>“{0}” can&apos;t be streamed ({1})</source>
        <translation>无法在线播放“{0}”（{1}）</translation>
    </message>
    <message>
        <source>“{0}” can&apos;t be the name of a note.</source>
        <translation>“{0}”不能作为笔记名称。</translation>
    </message>
    <message>
        <source>“{0}” did not finish opening last time, so it was not opened automatically.</source>
        <translation>上次打开“{0}”时没有完成，因此没有自动打开。</translation>
    </message>
    <message>
        <source>“{0}” has changed since its previous version:</source>
        <translation>“{0}”自先前版本以来有以下更改：</translation>
    </message>
    <message>
        <source>“{0}” has no audio.</source>
        <translation>“{0}”中没有声音。</translation>
    </message>
    <message>
        <source>“{0}” has no picture</source>
        <translation>“{0}”没有画面</translation>
    </message>
    <message>
        <source>“{0}” has no readable subtitles.</source>
        <translation>“{0}”中没有可读取的字幕。</translation>
    </message>
    <message>
        <source>“{0}” in the settings file can&apos;t be used as a key for “{1}”.</source>
        <translation>设置文件中的“{0}”不能用作“{1}”的快捷键。</translation>
    </message>
    <message>
        <source>“{0}” is a note or video of this export.</source>
        <translation>“{0}”是这次导出的笔记或视频。</translation>
    </message>
    <message>
        <source>“{0}” is already about this video.</source>
        <translation>“{0}”已是关于这个视频的笔记。</translation>
    </message>
    <message>
        <source>“{0}” is damaged and couldn&apos;t be renamed: {1}.</source>
        <translation>“{0}”已损坏，且无法重命名：{1}。</translation>
    </message>
    <message>
        <source>“{0}” is damaged or incomplete, perhaps after an interrupted download</source>
        <translation>“{0}”已损坏或不完整，可能是下载中断所致</translation>
    </message>
    <message>
        <source>“{0}” is damaged.</source>
        <translation>“{0}”已损坏。</translation>
    </message>
    <message>
        <source>“{0}” is empty.</source>
        <translation>“{0}”是空的。</translation>
    </message>
    <message>
        <source>“{0}” is larger than {1} MB.</source>
        <translation>“{0}”超过 {1} MB。</translation>
    </message>
    <message>
        <source>“{0}” is not Markdown, so it is read-only here.</source>
        <translation>“{0}”不是 Markdown，因此在这里是只读的。</translation>
    </message>
    <message>
        <source>“{0}” is not a URL.</source>
        <translation>“{0}”不是网址。</translation>
    </message>
    <message>
        <source>“{0}” is not a YouTube ID, which has 11 letters and digits.</source>
        <translation>“{0}”不是 YouTube ID，YouTube ID 由 11 个字母和数字组成。</translation>
    </message>
    <message>
        <source>“{0}” is not a browser whose cookies can be read.</source>
        <translation>“{0}”不是可以读取 Cookie 的浏览器。</translation>
    </message>
    <message>
        <source>“{0}” is not a colour such as #0B62C4</source>
        <translation>“{0}”不是颜色，写法如 #0B62C4</translation>
    </message>
    <message>
        <source>“{0}” is not a file.</source>
        <translation>“{0}”不是文件。</translation>
    </message>
    <message>
        <source>“{0}” is not a language.</source>
        <translation>“{0}”不是语言。</translation>
    </message>
    <message>
        <source>“{0}” is not a note, a video or a transcript.</source>
        <translation>“{0}”不是笔记、视频或文字稿。</translation>
    </message>
    <message>
        <source>“{0}” is not a time.</source>
        <translation>“{0}”不是时间。</translation>
    </message>
    <message>
        <source>“{0}” is not a video.</source>
        <translation>“{0}”不是视频。</translation>
    </message>
    <message>
        <source>“{0}” is not a web address: only http and https are opened.</source>
        <translation>“{0}”不是网页地址：只能打开 http 和 https。</translation>
    </message>
    <message>
        <source>“{0}” is not saved</source>
        <translation>“{0}”尚未保存</translation>
    </message>
    <message>
        <source>“{0}” is on the web and is not loaded</source>
        <translation>“{0}”是网络图片，不会加载</translation>
    </message>
    <message>
        <source>“{0}” is probably {1}.</source>
        <translation>“{0}”识别为 {1}，但并不确定。</translation>
    </message>
    <message>
        <source>“{0}” is read-only.</source>
        <translation>“{0}”是只读的。</translation>
    </message>
    <message>
        <source>“{0}” is too large for a transcript.</source>
        <translation>“{0}”作为文字稿太大。</translation>
    </message>
    <message>
        <source>“{0}” is too large to show</source>
        <translation>“{0}”太大，无法显示</translation>
    </message>
    <message>
        <source>“{0}” no longer exists.</source>
        <translation>“{0}”已不存在。</translation>
    </message>
    <message>
        <source>“{0}” no longer exists. Your text is kept and will be offered at the next start.</source>
        <translation>“{0}”已不存在。你的文字已保留，下次启动时可以恢复。</translation>
    </message>
    <message>
        <source>“{0}” was changed by another program.</source>
        <translation>“{0}”已被其他程序修改。</translation>
    </message>
    <message>
        <source>“{0}” was changed on {1} but not saved:</source>
        <translation>“{0}”于 {1} 更改，但没有保存：</translation>
    </message>
    <message>
        <source>“{0}” was damaged and was renamed to “{1}”.</source>
        <translation>“{0}”已损坏，已重命名为“{1}”。</translation>
    </message>
    <message>
        <source>“{0}” was deleted or renamed by another program.</source>
        <translation>“{0}”已被其他程序删除或重命名。</translation>
    </message>
    <message>
        <source>“{0}” was deleted or renamed by another program. Its text is still here.</source>
        <translation>“{0}”已被其他程序删除或重命名。它的文字仍在这里。</translation>
    </message>
    <message>
        <source>“{0}”: {1}</source>
        <translation>“{0}”：{1}</translation>
    </message>
    <message>
        <source>↑ Back to the note</source>
        <extracomment>A button on a phone.</extracomment>
        <translation>↑ 返回笔记</translation>
    </message>
    <message>
        <source>↑ ↓ move</source>
        <translation>↑ ↓ 移动</translation>
    </message>
    <message>
        <source>✓ on this computer</source>
        <translation>✓ 在这台电脑上</translation>
    </message>
    <message>
        <source>✓ saved for offline</source>
        <translation>✓ 已离线保存</translation>
    </message>
</context>
</TS>
