#include "ui/timeline/entrypanel.h"

#include "models/services/workspace.h"
#include "ui/common/chip.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/entrykindtone.h"
#include "ui/common/label.h"
#include "ui/common/plainscroll.h"
#include "ui/incident/formdraft.h"
#include "ui/theme/icons.h"
#include "ui/theme/stylepaint.h"
#include "ui/timeline/entrylayout.h"
#include "ui/timeline/pendingfile.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {
QToolButton *toolButton(QStringView iconName, const QString &name, const QString &spoken)
{
    auto *b = new QToolButton;
    b->setIcon(icon(iconName, Ink::Muted));
    b->setAutoRaise(true);
    b->setObjectName(name);
    b->setAccessibleName(spoken);
    b->setToolTip(spoken);
    return b;
}
} // namespace

EntryPanel::EntryPanel(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_kind(new Chip)
    , m_key(toolButton(u"star", u"panelKeyEvent"_s, tr("Key event")))
    , m_close(toolButton(u"close", u"panelClose"_s, tr("Close the details")))
    , m_instant(new Label({}, TextStyle::Mono))
    , m_utc(new Label({}, TextStyle::MonoMuted))
    , m_recorded(wrappedLabel({}, TextStyle::SmallMuted))
    , m_tags(wrappedLabel({}, TextStyle::Small))
    , m_struck(wrappedLabel({}, TextStyle::Error))
    , m_text(new QPlainTextEdit)
    , m_files(new QWidget)
    , m_fileLayout(new QVBoxLayout(m_files))
    , m_strike(new QPushButton(icon(u"strike"), tr("Strike through…")))
    , m_redact(new QPushButton(icon(u"trash"), tr("Redact…")))
    , m_strikePanel(new QWidget)
    , m_reason(new QLineEdit)
    , m_strikeNow(new QPushButton(tr("Strike through")))
    , m_keep(new QPushButton(tr("Keep it")))
    , m_note(wrappedLabel({}, TextStyle::Small))
    , m_draft(new FormDraft(ui, this))
{
    setObjectName(u"entryPanel"_s);
    setFixedWidth(330);
    build();
    connect(m_close, &QToolButton::clicked, this, &EntryPanel::closed);
    connect(m_key, &QToolButton::clicked, this, &EntryPanel::toggleKey);
    connect(m_strike, &QPushButton::clicked, this, &EntryPanel::startStrike);
    connect(m_strikeNow, &QPushButton::clicked, this, &EntryPanel::strike);
    connect(m_reason, &QLineEdit::returnPressed, this, &EntryPanel::strike);
    connect(m_reason, &QLineEdit::textChanged, this,
            [this](const QString &text) { m_strikeNow->setEnabled(!text.trimmed().isEmpty() && !m_busy); });
    m_draft->watch(u"reason"_s, m_reason);
    m_draft->setEmptyWhen([this] { return m_reason->text().trimmed().isEmpty(); });
    connect(m_draft, &FormDraft::restored, this, [this] {
        if (m_row.entry.struck)
            return;
        m_strike->hide();
        m_strikePanel->show();
        showNote(tr("What you had typed is back."), false);
    });
    connect(m_keep, &QPushButton::clicked, this, [this] {
        m_reason->clear();
        m_draft->discard();
        m_strikePanel->hide();
        m_strike->show();
        m_strike->setFocus(Qt::OtherFocusReason);
    });
}

EntryPanel::~EntryPanel()
{
    m_draft->flush();
}

void EntryPanel::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 10, 16, 12);
    column->setSpacing(6);
    auto *head = new QHBoxLayout;
    head->setSpacing(6);
    head->addWidget(m_kind);
    head->addStretch(1);
    head->addWidget(m_key);
    head->addWidget(m_close);
    column->addLayout(head);
    auto *facts = new QVBoxLayout;
    facts->setSpacing(1);
    for (QWidget *fact : std::initializer_list<QWidget *>{m_instant, m_utc, m_recorded, m_struck})
        facts->addWidget(fact);
    column->addLayout(facts);
    m_text->setObjectName(u"panelText"_s);
    m_text->setAccessibleName(tr("Text of the entry"));
    m_text->setReadOnly(true);
    m_text->setMinimumHeight(36); // the rest must stay in sight on a low screen
    m_text->setTabChangesFocus(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    column->addWidget(m_text, 1);
    column->addWidget(m_tags);
    m_fileLayout->setContentsMargins(0, 0, 0, 0);
    m_fileLayout->setSpacing(8);
    auto *scroll = new QScrollArea;
    plainScrollDown(scroll);
    scroll->setObjectName(u"panelFiles"_s);
    scroll->setAccessibleName(tr("Files"));
    scroll->setWidget(m_files);
    scroll->viewport()->setAutoFillBackground(false);
    m_files->setAutoFillBackground(false);
    scroll->setMaximumHeight(190);
    column->addWidget(scroll);
    buildStrike();
    auto *acts = new QHBoxLayout;
    acts->setSpacing(8);
    acts->addWidget(m_strike);
    acts->addWidget(m_redact);
    acts->addStretch(1);
    column->addLayout(acts);
    m_redact->setObjectName(u"redactEntry"_s);
    m_redact->setAccessibleName(tr("Ask for the redaction of this entry"));
    connect(m_redact, &QPushButton::clicked, this,
            [this] { Q_EMIT redactRequested(u"timeline_entry"_s, m_row.entry.id.value); });
    column->addWidget(m_strikePanel);
    column->addWidget(m_note);
    m_note->hide();
}

void EntryPanel::buildStrike()
{
    auto *strikeColumn = new QVBoxLayout(m_strikePanel);
    strikeColumn->setContentsMargins(0, 0, 0, 0);
    strikeColumn->setSpacing(6);
    strikeColumn->addWidget(
        wrappedLabel(tr("Why is it wrong? The entry stays, struck through, with your name and these words. "
                        "Everybody who may read this incident sees both. It cannot be undone."),
                     TextStyle::SmallMuted));
    m_reason->setObjectName(u"strikeReason"_s);
    m_reason->setAccessibleName(tr("Why the entry is wrong"));
    m_reason->setPlaceholderText(tr("count was of one region alone"));
    m_reason->setMaxLength(2000);
    strikeColumn->addWidget(m_reason);
    auto *buttons = new QHBoxLayout;
    m_strikeNow->setObjectName(u"strikeNow"_s);
    m_strikeNow->setAccessibleName(tr("Strike the entry through"));
    m_strikeNow->setProperty("danger", true);
    m_strikeNow->setEnabled(false);
    m_keep->setObjectName(u"strikeCancel"_s);
    m_keep->setAccessibleName(tr("Keep the entry as it is"));
    buttons->addWidget(m_strikeNow);
    buttons->addWidget(m_keep);
    buttons->addStretch(1);
    strikeColumn->addLayout(buttons);
    m_strike->setObjectName(u"strikeStart"_s);
    m_strike->setAccessibleName(tr("Strike the entry through, with a reason"));
    m_strikePanel->hide();
    for (QPushButton *b : {m_strike, m_strikeNow, m_keep})
        b->setAutoDefault(false);
}

void EntryPanel::paintEvent(QPaintEvent *)
{
    const Theme &t = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBox(painter, QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::radiusPanel, t.surface, t.line);
}

void EntryPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape) {
        QWidget::keyPressEvent(event);
        return;
    }
    if (m_strikePanel->isVisible() && m_reason->text().isEmpty())
        m_keep->click();
    else
        Q_EMIT closed();
}

void EntryPanel::setTimeText(const TimeText &time)
{
    m_time = time;
    if (entry().isValid())
        fill();
}

void EntryPanel::setRefusal(const QString &reason)
{
    m_refusal = reason;
    if (entry().isValid())
        fill();
}

void EntryPanel::showRow(const TimelineRow &row)
{
    const bool same = row.entry.id == m_row.entry.id;
    const bool sameText = same && row.entry.text == m_row.entry.text;
    m_row = row;
    if (!same) {
        m_draft->leave();
        m_reason->clear();
        m_strikePanel->hide();
        showNote({}, false);
    }
    if (!sameText)
        m_text->setPlainText(row.entry.redacted.isEmpty() ? row.entry.text : row.entry.redacted);
    fill();
    if (!same)
        openDraft();
}

void EntryPanel::openDraft()
{
    if (entry().isValid() && !m_row.entry.struck && whyNotStruck().isEmpty())
        m_draft->open(u"strike/%1"_s.arg(entry().value), m_row.entry.incident);
}

QString EntryPanel::refusal() const
{
    return m_row.entry.duplicateReference.isEmpty()
               ? m_refusal
               : tr("This entry is of the duplicate %1 and is only read here.").arg(m_row.entry.duplicateReference);
}

QString EntryPanel::whyNotStruck() const
{
    const EntryKind kind = m_row.entry.kind;
    if (!refusal().isEmpty())
        return refusal();
    if (!isManualKind(kind) && kind != EntryKind::Imported)
        return tr("The program wrote this with an act. Acts are undone by acts, not struck through.");
    return {};
}

void EntryPanel::fill()
{
    const TimelineEntry &e = m_row.entry;
    m_kind->setText(nameOf(e.kind));
    m_kind->setTone(toneOf(e.kind));
    m_key->setIcon(e.keyEvent ? icon(u"star-filled", Ink::Warning) : icon(u"star", Ink::Muted));
    m_key->setAccessibleName(e.keyEvent ? tr("Key event; press to unmark") : tr("Mark as a key event"));
    m_key->setToolTip(!refusal().isEmpty() ? refusal()
                      : e.keyEvent         ? tr("Key event (*)")
                                           : tr("Mark as a key event (*)"));
    m_key->setEnabled(refusal().isEmpty() && !m_busy);
    m_instant->setText(m_time.full(e.atMs) + u"  "_s + m_time.offset(e.atMs));
    m_utc->setText(TimeText::utc(e.atMs));
    m_recorded->setText(tr("%1, %2").arg(e.personName, EntryLayout::recordedText(e.atMs, e.recordedMs)));
    m_recorded->setToolTip(m_time.both(e.recordedMs));
    m_struck->setVisible(e.struck);
    if (e.struck)
        m_struck->setText(
            tr("Struck through by %1, %2: %3").arg(e.struckByName, m_time.full(e.struckMs), e.strikeReason));
    m_tags->setVisible(!e.tags.isEmpty());
    if (!e.tags.isEmpty())
        m_tags->setText(u'#' + e.tags.split(u' ', Qt::SkipEmptyParts).join(u" #"_s));
    QFont font = m_text->font();
    font.setStrikeOut(e.struck);
    m_text->setFont(font);
    const QString why = whyNotStruck();
    m_strike->setVisible(!e.struck && m_strikePanel->isHidden());
    m_strike->setEnabled(why.isEmpty());
    m_strike->setToolTip(why.isEmpty() ? tr("Strike it through, with a reason (S)") : why);
    if (e.struck)
        m_strikePanel->hide();
    const QString whyNot = !e.redacted.isEmpty() ? e.redacted : refusal();
    m_redact->setVisible(e.redacted.isEmpty());
    m_redact->setEnabled(whyNot.isEmpty());
    m_redact->setToolTip(whyNot.isEmpty() ? tr("Content that may not be kept: legal and the incident manager together")
                                          : whyNot);
    fillFiles();
}

void EntryPanel::fillFiles()
{
    while (QLayoutItem *item = m_fileLayout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const Attachment &file : std::as_const(m_row.files))
        m_fileLayout->addWidget(fileRow(file));
    auto *scroll = findChild<QScrollArea *>(u"panelFiles"_s);
    scroll->setVisible(!m_row.files.isEmpty());
    scroll->setFixedHeight(std::min(190, std::max(10, m_files->sizeHint().height() + 2)));
}

QWidget *EntryPanel::fileRow(const Attachment &file)
{
    auto *row = new QWidget;
    auto *column = new QVBoxLayout(row);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    const QString name = shownFileName(file.name);
    auto *head = new QHBoxLayout;
    auto *title = new ElidedLabel(name, TextStyle::BodyBold);
    title->setElideMode(Qt::ElideMiddle);
    head->addWidget(title, 1);
    head->addWidget(new Label(sizeText(file.size), TextStyle::SmallMuted));
    column->addLayout(head);
    auto *acts = new QHBoxLayout;
    auto *digest = new ElidedLabel(u"sha256 "_s + file.sha256, TextStyle::FinePrint);
    digest->setElideMode(Qt::ElideMiddle);
    auto *copy = toolButton(u"copy", u"copyDigest"_s, tr("Copy SHA-256 of %1").arg(name));
    auto *save = toolButton(u"export", u"saveFile"_s, tr("Save %1 as…").arg(name));
    acts->addWidget(digest, 1);
    acts->addWidget(copy);
    acts->addWidget(save);
    auto *redact = toolButton(u"trash", u"redactFile"_s, tr("Ask for the redaction of %1").arg(name));
    redact->setEnabled(refusal().isEmpty());
    acts->addWidget(redact);
    column->addLayout(acts);
    connect(redact, &QToolButton::clicked, this,
            [this, id = file.id] { Q_EMIT redactRequested(u"attachment"_s, id.value); });
    connect(copy, &QToolButton::clicked, this, [this, file] {
        QGuiApplication::clipboard()->setText(file.sha256);
        showNote(tr("The SHA-256 is on the clipboard."), false);
    });
    connect(save, &QToolButton::clicked, this, [this, file] { saveAs(file); });
    return row;
}

void EntryPanel::saveAs(const Attachment &file)
{
    auto *dialog = new QFileDialog(this, tr("Save %1").arg(shownFileName(file.name)));
    dialog->setObjectName(u"saveDialog"_s);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(file.name);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, [this, id = file.id](const QString &path) { write(id, path); });
    dialog->open();
}

void EntryPanel::write(AttachmentId id, const QString &path)
{
    showNote(tr("Saving…"), false);
    m_ui.workspace->runLong<bool>(
        this,
        [id, path](Services &s) -> Result<bool> {
            QSaveFile out(path);
            if (!out.open(QIODevice::WriteOnly))
                return failure(ErrorKind::Invalid,
                               QCoreApplication::translate("tocsin::timeline", "It cannot be written there: %1.")
                                   .arg(out.errorString()));
            out.setPermissions(QFile::ReadOwner | QFile::WriteOwner); // customer data: nobody else on the machine
            if (const auto ok = s.timeline.readAttachment(id, out); !ok)
                return tl::unexpected(ok.error());
            if (!out.commit())
                return failure(ErrorKind::Full,
                               QCoreApplication::translate("tocsin::timeline", "It cannot be written there: %1.")
                                   .arg(out.errorString()));
            return true;
        },
        [this, path](const Result<bool> &done) {
            if (done)
                showNote(tr("Saved as %1; its SHA-256 was checked.").arg(path), false);
            else
                showNote(done.error().userText, true);
        });
}

void EntryPanel::startStrike()
{
    if (m_row.entry.struck) {
        showNote(tr("It is struck through already."), false);
        return;
    }
    if (const QString why = whyNotStruck(); !why.isEmpty()) {
        showNote(why, true);
        return;
    }
    showNote({}, false);
    m_strike->hide();
    m_strikePanel->show();
    m_reason->setFocus(Qt::OtherFocusReason);
}

void EntryPanel::strike()
{
    const QString reason = m_reason->text().trimmed();
    if (reason.isEmpty() || m_busy)
        return;
    m_busy = true;
    m_strikeNow->setEnabled(false);
    m_draft->act<bool>(
        this, [id = entry(), reason](Services &s) { return s.timeline.strike(id, reason).map([] { return true; }); },
        [this, id = entry()](const Result<bool> &done) {
            m_busy = false;
            m_strikeNow->setEnabled(!m_reason->text().trimmed().isEmpty());
            if (id != entry())
                return;
            if (!done) {
                showNote(done.error().userText, true);
                return;
            }
            m_reason->clear();
            m_strikePanel->hide();
            showNote({}, false);
            if (m_ui.say)
                m_ui.say(tr("Struck through"));
        });
}

void EntryPanel::toggleKey()
{
    if (!refusal().isEmpty() || m_busy || !entry().isValid()) {
        showNote(refusal(), true);
        return;
    }
    m_busy = true;
    m_ui.workspace->run<bool>(
        this,
        [id = entry(), key = !m_row.entry.keyEvent](Services &s) {
            return s.timeline.mark(id, key).map([] { return true; });
        },
        [this](const Result<bool> &done) {
            m_busy = false;
            if (!done)
                showNote(done.error().userText, true);
            m_key->setEnabled(refusal().isEmpty());
        });
}

void EntryPanel::showNote(const QString &text, bool isError)
{
    m_note->setStyle(isError ? TextStyle::Error : TextStyle::SmallMuted);
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
}

} // namespace tocsin
