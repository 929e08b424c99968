#include "ui/timeline/quickentrybar.h"

#include "models/services/workspace.h"
#include "ui/common/card.h"
#include "ui/common/clockticker.h"
#include "ui/common/formrow.h"
#include "ui/common/label.h"
#include "ui/common/plainscroll.h"
#include "ui/incident/formdraft.h"
#include "ui/theme/icons.h"
#include "ui/timeline/entryedit.h"
#include "ui/timeline/filequestion.h"

#include <QAbstractItemView>
#include <QBuffer>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QImage>
#include <QMimeData>
#include <QMimeDatabase>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {
constexpr int kProgressMs = 100;
constexpr qsizetype kMostAtOnce = 20;
constexpr int kFilesHeight = 150;
constexpr int kLeastWidth = 356;
constexpr int kLeastKind = 72;
constexpr int kRoomForWords = 520; ///< of the buttons; what is written needs it more

/** What adding did: the entry, and the files that were refused, each with why. */
struct Added
{
    EntryId entry;
    QStringList problems;
};

Result<void> keepFile(Services &s, IncidentId incident, EntryId entry, const PendingFile &file,
                      const std::shared_ptr<FileProgress> &progress)
{
    NewAttachment kept;
    kept.name = file.name;
    kept.fromProduction = file.answer.value_or(FromProduction::NotSure);
    kept.transfer = file.transfer;
    const QMimeDatabase types;
    std::unique_ptr<QIODevice> device;
    if (file.path.isEmpty()) {
        auto buffer = std::make_unique<QBuffer>();
        buffer->setData(file.bytes);
        kept.mediaType = types.mimeTypeForData(file.bytes).name();
        device = std::move(buffer);
    } else {
        kept.mediaType = types.mimeTypeForFile(file.path, QMimeDatabase::MatchExtension).name();
        device = std::make_unique<CountingFile>(file.path, progress);
    }
    if (!device->open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return failure(
            ErrorKind::Invalid,
            QCoreApplication::translate("tocsin::timeline", "It cannot be read: %1.").arg(device->errorString()));
    const auto done = s.timeline.attach(incident, entry, kept, *device);
    return done ? Result<void>() : tl::unexpected(done.error());
}

Result<Added> addWithFiles(Services &s, IncidentId incident, const NewEntry &entry, const QList<PendingFile> &files,
                           const std::shared_ptr<FileProgress> &progress)
{
    const auto id = s.timeline.add(incident, entry);
    if (!id)
        return tl::unexpected(id.error());
    Added added{*id, {}};
    for (const PendingFile &file : files)
        if (const auto kept = keepFile(s, incident, *id, file, progress); !kept)
            added.problems << shownFileName(file.name) + u": "_s + kept.error().userText;
    return added;
}
} // namespace

QuickEntryBar::QuickEntryBar(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_card(new Card)
    , m_filePanel(new QWidget)
    , m_fileScroll(new QScrollArea)
    , m_fileLayout(new QVBoxLayout(m_filePanel))
    , m_kind(new QComboBox)
    , m_preview(new Label({}, TextStyle::MonoMuted))
    , m_text(new EntryEdit)
    , m_hint(new Label(tr("“-15m”, “10:42”, “fri 22:10” set the time"), TextStyle::FinePrint))
    , m_attach(new QPushButton(icon(u"attach"), tr("Attach")))
    , m_add(new QPushButton(tr("Add")))
    , m_stop(new QPushButton(tr("Stop")))
    , m_progress(new QProgressBar)
    , m_note(wrappedLabel({}, TextStyle::Small))
    , m_draft(new FormDraft(ui, this))
{
    build();
    watchDraft();
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_progressTimer.setInterval(kProgressMs);
    connect(&m_progressTimer, &QTimer::timeout, this,
            [this] { m_progress->setValue(static_cast<int>(m_reading ? m_reading->read.load() / 1024 : 0)); });
    connect(m_text, &QPlainTextEdit::textChanged, this, &QuickEntryBar::onEdited);
    connect(m_text, &EntryEdit::submitted, this, &QuickEntryBar::submit);
    connect(m_text, &EntryEdit::left, this, &QuickEntryBar::left);
    connect(m_text, &EntryEdit::filesPasted, this, [this](const QMimeData *mime) { take(mime); });
    connect(m_text, &EntryEdit::focusChanged, m_card, &Card::setHighlighted);
    connect(m_attach, &QPushButton::clicked, this, &QuickEntryBar::chooseFiles);
    connect(m_add, &QPushButton::clicked, this, &QuickEntryBar::submit);
    connect(m_stop, &QPushButton::clicked, this, [this] {
        if (m_reading)
            m_reading->canceled = true;
    });
    if (m_ui.ticker != nullptr)
        connect(m_ui.ticker, &ClockTicker::tick, this, &QuickEntryBar::updatePreview);
    updateButtons();
    updatePreview();
}

QuickEntryBar::~QuickEntryBar()
{
    m_draft->flush();
}

void QuickEntryBar::build()
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_card);
    QVBoxLayout *body = m_card->body();
    body->setContentsMargins(12, 8, 12, 8);
    body->setSpacing(6);
    m_fileLayout->setContentsMargins(0, 0, 0, 0);
    m_fileLayout->setSpacing(8);
    plainScrollDown(m_fileScroll);
    m_fileScroll->setWidget(m_filePanel);
    m_fileScroll->viewport()->setAutoFillBackground(false);
    m_filePanel->setAutoFillBackground(false);
    m_fileScroll->hide();
    body->addWidget(m_fileScroll);
    nameFields();
    m_kindWidth = m_kind->sizeHint().width();
    letGiveWay(m_kind);
    m_text->setSizePolicy(QSizePolicy::Ignored, m_text->sizePolicy().verticalPolicy()); // what the others leave
    auto *row = new QHBoxLayout;
    row->setSpacing(10);
    row->addWidget(m_kind);
    row->addWidget(m_preview);
    row->addWidget(m_text, 1);
    row->addWidget(m_hint);
    m_hint->setMinimumWidth(1); // it is shown where there is room, and asks for none
    row->addWidget(m_progress);
    row->addWidget(m_stop);
    row->addWidget(m_attach);
    row->addWidget(m_add);
    body->addLayout(row);
    body->addWidget(m_note);
    for (QPushButton *button : {m_attach, m_add, m_stop})
        button->setAutoDefault(false);
}

void QuickEntryBar::nameFields()
{
    for (const auto &entry : enumTable<EntryKind>())
        if (isManualKind(entry.value))
            m_kind->addItem(nameOf(entry.value), static_cast<int>(entry.value));
    m_kind->setObjectName(u"entryKind"_s);
    m_kind->setAccessibleName(tr("Kind of the entry"));
    m_kind->view()->setAccessibleName(m_kind->accessibleName());
    m_kind->setToolTip(tr("Kind; or begin the text with “evidence:”, “decision:” …"));
    m_preview->setObjectName(u"entryTimePreview"_s);
    m_text->setObjectName(u"entryText"_s);
    m_text->setAccessibleName(tr("New timeline entry"));
    m_text->setAccessibleDescription(tr("What happened. A time at the start sets when: 10:42, -15m, fri 22:10. "
                                        "#word adds a tag, ! at the start marks a key event. Enter adds it."));
    m_text->setPlaceholderText(tr("What happened?"));
    m_attach->setObjectName(u"entryAttach"_s);
    m_attach->setAccessibleName(tr("Attach files to the entry"));
    m_attach->setToolTip(tr("Attach files; or drop them here, or paste"));
    m_add->setObjectName(u"entryAdd"_s);
    m_add->setAccessibleName(tr("Add the entry to the timeline"));
    m_add->setToolTip(
        tr("Adds it to the timeline, under your name. Everybody who may read this incident sees it; it can be struck "
           "through, never deleted."));
    m_add->setProperty("primary", true);
    m_add->setProperty("hint", u"Ctrl ⏎"_s);
    m_stop->setObjectName(u"entryStop"_s);
    m_stop->setAccessibleName(tr("Stop reading the file"));
    m_progress->setAccessibleName(tr("Files read"));
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(120);
    m_progress->hide();
    m_stop->hide();
    m_note->setObjectName(u"entryNote"_s);
    m_note->hide();
}

void QuickEntryBar::setIncident(IncidentId incident)
{
    if (incident == m_incident)
        return;
    m_draft->leave();
    m_incident = incident;
    m_text->clear();
    while (!m_files.isEmpty())
        removeFile(m_files.first());
    showNote({}, false);
    openDraft();
}

void QuickEntryBar::setTimeText(const TimeText &time)
{
    m_time = time;
    updatePreview();
}

void QuickEntryBar::setRefusal(const QString &reason)
{
    m_refusal = reason;
    m_text->setReadOnly(!reason.isEmpty());
    m_text->setPlaceholderText(reason.isEmpty() ? tr("What happened?") : reason);
    updateButtons();
}

void QuickEntryBar::focusText()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
}

/** Of what the narrow shape needs. */
QSize QuickEntryBar::minimumSizeHint() const
{
    return {kLeastWidth, QWidget::minimumSizeHint().height()};
}

void QuickEntryBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        update();
}

void QuickEntryBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool narrow = width() < kRoomForWords;
    m_kind->setMinimumWidth(narrow ? kLeastKind : m_kindWidth);
    m_attach->setText(narrow ? QString() : tr("Attach"));
    m_add->setProperty("hint", narrow ? QVariant() : u"Ctrl ⏎"_s);
    m_add->updateGeometry();
    updatePreview(); // the hint needs room
}

void QuickEntryBar::onEdited()
{
    if (!m_draft->isRestoring())
        showNote({}, false);
    updatePreview();
    updateButtons();
}

void QuickEntryBar::updatePreview()
{
    if (m_ui.workspace == nullptr)
        return;
    const qint64 now = m_ui.workspace->clock().nowMs();
    m_parsed = parseQuickEntry(m_text->toPlainText(), now, m_time.zone());
    const bool today = m_time.day(m_parsed.atMs, 0) == m_time.day(now, 0);
    const QString clock =
        m_parsed.atMs % 60000 != 0 && m_parsed.timeGiven ? m_time.time(m_parsed.atMs) : m_time.shortTime(m_parsed.atMs);
    const QString text = today ? clock : m_time.day(m_parsed.atMs, now) + u' ' + clock;
    if (m_preview->text() != text)
        m_preview->setText(text);
    m_preview->setToolTip(m_parsed.timeGiven ? m_time.both(m_parsed.atMs)
                                             : tr("Now, as no time is given.") + u'\n' + m_time.both(m_parsed.atMs));
    m_preview->setStyle(m_parsed.timeGiven ? TextStyle::Mono : TextStyle::MonoMuted);
    if (m_parsed.kind)
        m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(*m_parsed.kind)));
    const int room = m_text->width() + (m_hint->isVisible() ? m_hint->width() : 0);
    m_hint->setVisible(m_text->toPlainText().isEmpty() && !m_busy &&
                       room > m_hint->sizeHint().width() +
                                  m_text->fontMetrics().horizontalAdvance(m_text->placeholderText()) + 40);
    QStringList said = m_parsed.remarks;
    if (!m_parsed.error.isEmpty())
        said = {m_parsed.error};
    if (!said.isEmpty())
        showNote(said.join(u' '), !m_parsed.error.isEmpty());
}

void QuickEntryBar::updateButtons()
{
    const bool may = m_refusal.isEmpty() && !m_busy && m_incident.isValid();
    m_add->setEnabled(may && (!m_parsed.text.isEmpty() || !m_files.isEmpty()));
    m_attach->setEnabled(may);
    m_kind->setEnabled(may);
    m_text->setEnabled(!m_busy);
    for (QWidget *w : {static_cast<QWidget *>(m_attach), static_cast<QWidget *>(m_kind)})
        w->setToolTip(!m_refusal.isEmpty() ? m_refusal
                      : w == m_attach      ? tr("Attach files; or drop them here, or paste")
                                           : tr("Kind; or begin the text with “evidence:”, “decision:” …"));
}

void QuickEntryBar::showNote(const QString &text, bool isError)
{
    m_note->setStyle(isError ? TextStyle::Error : TextStyle::SmallMuted);
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
    m_text->setAccessibleDescription(text.isEmpty() ? tr("What happened. Enter adds it.") : text);
}

void QuickEntryBar::chooseFiles()
{
    auto *dialog = new QFileDialog(this, tr("Attach files"));
    dialog->setObjectName(u"attachDialog"_s);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::filesSelected, this, &QuickEntryBar::addFiles);
    dialog->open();
}

void QuickEntryBar::addFiles(const QStringList &paths)
{
    for (const QString &path : paths) {
        PendingFile file;
        file.path = path;
        file.name = QFileInfo(path).fileName();
        addPending(std::move(file));
    }
}

bool QuickEntryBar::take(const QMimeData *mime)
{
    if (!m_refusal.isEmpty() || m_busy)
        return false;
    QStringList paths;
    for (const QUrl &url : mime->urls())
        if (url.isLocalFile())
            paths << url.toLocalFile();
    if (!paths.isEmpty()) {
        addFiles(paths);
        return true;
    }
    if (!mime->hasImage())
        return false;
    const auto image = qvariant_cast<QImage>(mime->imageData());
    PendingFile file;
    QBuffer buffer(&file.bytes);
    buffer.open(QIODevice::WriteOnly);
    if (image.isNull() || !image.save(&buffer, "PNG"))
        return false;
    file.name = tr("picture %1.png").arg(m_time.full(m_ui.workspace->clock().nowMs()).replace(u':', u'-'));
    file.size = file.bytes.size();
    addPending(std::move(file));
    return true;
}

void QuickEntryBar::addPending(PendingFile file)
{
    if (m_files.size() >= kMostAtOnce) {
        showNote(tr("%1 files at once are the most. Add these first.").arg(kMostAtOnce), true);
        return;
    }
    auto *question = new FileQuestion(file);
    question->setObjectName(u"fileQuestion"_s);
    m_files.append(question);
    m_fileLayout->addWidget(question);
    fitFiles();
    Q_EMIT filesWait();
    connect(question, &FileQuestion::removeClicked, this, [this, question] { removeFile(question); });
    connect(question, &FileQuestion::changed, this, [this] {
        if (m_parsed.error.isEmpty())
            showNote({}, false);
        updateButtons();
        fitFiles();
    });
    if (m_kind->currentData().toInt() == static_cast<int>(EntryKind::Note) && m_text->toPlainText().isEmpty())
        m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(EntryKind::Evidence)));
    QPointer<FileQuestion> guard(question);
    m_ui.workspace->run<FileCheck>(
        this,
        [file = std::move(file)](Services &) -> Result<FileCheck> { return checkFile(file, kMaxAttachmentBytes); },
        [guard](const Result<FileCheck> &checked) {
            if (guard && checked)
                guard->setChecked(*checked);
        });
    m_ui.workspace->run<QList<Transfer>>(
        this, [incident = m_incident](Services &s) { return s.transfers.citable(incident); },
        [guard](const Result<QList<Transfer>> &transfers) {
            if (guard && transfers)
                guard->setTransfers(*transfers);
        });
    updateButtons();
    question->focusMissing();
    m_fileScroll->ensureWidgetVisible(question);
}

void QuickEntryBar::fitFiles()
{
    m_fileScroll->setVisible(!m_files.isEmpty());
    m_fileLayout->activate();
    m_fileScroll->setFixedHeight(std::min(kFilesHeight, m_fileLayout->sizeHint().height() + 2));
}

void QuickEntryBar::removeFile(FileQuestion *question)
{
    m_files.removeAll(question);
    m_fileLayout->removeWidget(question);
    question->hide();
    question->deleteLater();
    fitFiles();
    updateButtons();
    m_text->setFocus(Qt::OtherFocusReason);
}

void QuickEntryBar::submit()
{
    if (m_busy || !m_refusal.isEmpty() || !m_incident.isValid())
        return;
    updatePreview();
    if (!m_parsed.error.isEmpty()) {
        showNote(m_parsed.error, true);
        return;
    }
    QList<PendingFile> files;
    for (FileQuestion *question : std::as_const(m_files)) {
        if (const QString missing = question->missing(); !missing.isEmpty()) {
            showNote(missing, true);
            question->focusMissing();
            return;
        }
        if (!question->staysOut())
            files.append(question->file());
    }
    if (m_parsed.text.isEmpty()) {
        showNote(tr("Write what happened."), true);
        return;
    }
    NewEntry entry;
    entry.kind = static_cast<EntryKind>(m_kind->currentData().toInt());
    entry.atMs = m_parsed.atMs;
    entry.text = m_parsed.text;
    entry.tags = m_parsed.tags;
    entry.keyEvent = m_parsed.keyEvent;
    send(entry, files);
}

void QuickEntryBar::send(const NewEntry &entry, const QList<PendingFile> &files)
{
    m_reading = std::make_shared<FileProgress>();
    qint64 bytes = 0;
    for (const PendingFile &file : files)
        bytes += file.path.isEmpty() ? 0 : file.size;
    // A file is read twice: for its digest, and to be kept.
    m_progress->setRange(0, static_cast<int>(std::max<qint64>(1, 2 * bytes / 1024)));
    setBusy(true);
    m_draft->act<Added>(
        this,
        [incident = m_incident, entry, files, progress = m_reading](Services &s) {
            return addWithFiles(s, incident, entry, files, progress);
        },
        [this, entry, incident = m_incident](const Result<Added> &added) {
            setBusy(false);
            if (incident != m_incident)
                return;
            if (added)
                onAdded(added->entry, entry, added->problems);
            else
                onRefused(added.error());
        });
}

void QuickEntryBar::setBusy(bool busy)
{
    m_busy = busy;
    const bool reads = busy && m_progress->maximum() > 2048;
    m_progress->setVisible(reads);
    m_stop->setVisible(reads);
    if (busy)
        m_progressTimer.start();
    else
        m_progressTimer.stop();
    updateButtons();
    if (!busy)
        m_text->setFocus(Qt::OtherFocusReason);
}

void QuickEntryBar::onAdded(EntryId id, const NewEntry &entry, const QStringList &problems)
{
    m_draft->leave();
    m_text->clear();
    while (!m_files.isEmpty())
        removeFile(m_files.first());
    m_kind->setCurrentIndex(0);
    updatePreview();
    updateButtons();
    if (!problems.isEmpty())
        showNote(tr("The entry was added, but not every file was kept. %1").arg(problems.join(u' ')), true);
    else
        showNote({}, false);
    if (m_ui.say)
        m_ui.say(tr("Added to the timeline at %1").arg(m_time.shortTime(entry.atMs)));
    openDraft(); // what was kept in another window, if anything
    Q_EMIT added({entry.atMs, id.value});
}

void QuickEntryBar::onRefused(const Error &error)
{
    showNote(error.userText + u' ' + tr("Your text is kept here."), true);
}

void QuickEntryBar::watchDraft()
{
    m_draft->watch(u"text"_s, m_text);
    m_draft->watch(
        u"kind"_s, [this] { return QJsonValue(codeOf(static_cast<EntryKind>(m_kind->currentData().toInt()))); },
        [this](const QJsonValue &v) {
            if (const auto kind = fromCode<EntryKind>(v.toString()))
                m_kind->setCurrentIndex(std::max(0, m_kind->findData(static_cast<int>(*kind))));
        });
    m_draft->setEmptyWhen([this] { return m_text->toPlainText().trimmed().isEmpty(); });
    connect(m_kind, &QComboBox::activated, m_draft, &FormDraft::touch);
    connect(m_draft, &FormDraft::restored, this, [this] { m_text->moveCursor(QTextCursor::End); });
}

void QuickEntryBar::openDraft()
{
    if (m_incident.isValid())
        m_draft->open(u"entry/%1"_s.arg(m_incident.value), m_incident);
}

} // namespace tocsin
