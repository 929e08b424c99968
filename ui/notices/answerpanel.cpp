#include "ui/notices/answerpanel.h"

#include "models/services/importfiles.h"
#include "models/services/workspace.h"
#include "ui/common/choicegroup.h"
#include "ui/common/filechoice.h"
#include "ui/common/formrow.h"
#include "ui/common/instantedit.h"
#include "ui/common/label.h"
#include "ui/incident/formdraft.h"
#include "ui/incident/personfield.h"

#include <QCheckBox>
#include <QFile>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

QString kindHelp(MatterKind kind)
{
    switch (kind) {
    case MatterKind::Receipt:
        return AnswerPanel::tr("The authority's number. It is at hand in the next phase.");
    case MatterKind::Question:
        return AnswerPanel::tr("Has an owner and an instant it is due at, with a clock.");
    case MatterKind::Reply:
        return AnswerPanel::tr("A customer wrote or called.");
    case MatterKind::WrongParty:
        return AnswerPanel::tr("Somebody got it who should not have. That may be an incident of its own.");
    case MatterKind::Return:
    case MatterKind::FollowUp:
        break;
    }
    return {};
}

} // namespace

AnswerPanel::AnswerPanel(const UiContext &ui, const IncidentDetails &details, const NoticeDetails &notice,
                         const Matter &matter, QWidget *parent)
    : NoticePanel(ui, matter.id.isValid() ? u"act/answer-%1"_s.arg(matter.id.value) : u"act/answer"_s, details, notice,
                  parent)
    , m_matter(matter)
    , m_owner(new PersonField(ui, tr("Who sees to it"), {}))
    , m_due(new InstantEdit(tr("Due")))
{
    if (m_matter.id.isValid())
        buildSettle();
    else
        buildNew();
    m_owner->setObjectName(u"answerOwner"_s);
    m_ownerRow = addRow(tr("&Owner"), m_owner, u"owner"_s);
    m_due->setObjectName(u"answerDue"_s);
    m_due->setMs(m_matter.dueMs > 0 ? m_matter.dueMs : nowMs() + kFollowUpMs);
    m_dueRow = addRow(tr("&Due"), m_due, u"due"_s);
    if (m_matter.id.isValid()) {
        m_owner->setPerson(m_matter.owner, m_matter.ownerName);
        m_answerRow = addText(tr("&Answer"), m_answer, u"answer"_s, u"answer"_s);
    }
    showFields();
    finish();
}

void AnswerPanel::buildNew()
{
    setTexts(tr("Record what came back"), tr("It belongs to this notice and stays in the record."),
             tr("Everybody who can read the incident sees it."));
    setPrimary(tr("Record it"));
    m_kind = new ChoiceGroup(tr("What came back"));
    m_kind->setObjectName(u"answerKind"_s);
    for (const MatterKind kind : {MatterKind::Receipt, MatterKind::Question, MatterKind::Reply, MatterKind::WrongParty})
        m_kind->addChoice(codeOf(kind), nameOf(kind), kindHelp(kind));
    m_kind->setValue(codeOf(MatterKind::Reply));
    draft().watch(u"kind"_s, m_kind);
    addRow(tr("&What"), m_kind, u"kind"_s);
    connect(m_kind, &ChoiceGroup::valueChanged, this, &AnswerPanel::showFields);
    m_who = new QLineEdit;
    m_who->setObjectName(u"answerWho"_s);
    m_who->setMaxLength(200);
    draft().watch(u"who"_s, m_who);
    addRow(tr("&From"), m_who, u"who"_s);
    m_at = new InstantEdit(tr("When"));
    m_at->setObjectName(u"answerAt"_s);
    m_at->setMs(nowMs());
    m_at->setLatest(nowMs());
    addRow(tr("W&hen"), m_at, u"at"_s);
    m_reference = new QLineEdit;
    m_reference->setObjectName(u"answerReference"_s);
    m_reference->setMaxLength(200);
    draft().watch(u"reference"_s, m_reference);
    m_referenceRow = addRow(tr("&Number"), m_reference, u"reference"_s);
    addText(tr("W&ords"), m_words, u"words"_s, u"words"_s);
    m_linked = new QCheckBox(tr("Record a new incident that this one caused"));
    m_linked->setObjectName(u"answerLinked"_s);
    m_linked->setAccessibleName(m_linked->text());
    addWidget(m_linked);
}

void AnswerPanel::buildSettle()
{
    const bool followUp = m_matter.kind == MatterKind::FollowUp;
    setTexts(followUp ? tr("Follow up") : tr("Answer a question"), m_matter.words,
             followUp ? tr("Legal alone moves what is due, or says that it will never be known.")
                      : tr("Everybody who can read the incident sees it."));
    setPrimary(tr("Record it"));
    m_how = new ChoiceGroup(tr("What becomes of it"));
    m_how->setObjectName(u"answerHow"_s);
    m_how->addChoice(codeOf(MatterState::Answered), tr("Answered"), tr("It is known now, or was answered."));
    m_how->addChoice(codeOf(MatterState::Open), tr("Stays open"), tr("With another owner or another instant."));
    if (followUp)
        m_how->addChoice(codeOf(MatterState::Final), tr("Will not be known"), tr("Declared final, with the reason."));
    m_how->setValue(codeOf(MatterState::Answered));
    addRow(tr("&What becomes of it"), m_how, u"state"_s);
    connect(m_how, &ChoiceGroup::valueChanged, this, &AnswerPanel::showFields);
}

MatterKind AnswerPanel::kind() const
{
    return m_kind ? fromCode<MatterKind>(m_kind->value().toString()).value_or(MatterKind::Reply) : m_matter.kind;
}

void AnswerPanel::showFields()
{
    if (!m_dueRow)
        return;
    const bool open = m_how ? m_how->value().toString() == codeOf(MatterState::Open) : isDue(kind());
    m_ownerRow->setVisible(open);
    m_dueRow->setVisible(open);
    if (m_answerRow)
        m_answerRow->setVisible(!open);
    if (m_linked)
        m_linked->setVisible(kind() == MatterKind::WrongParty);
    if (m_referenceRow)
        m_referenceRow->setVisible(kind() == MatterKind::Receipt);
    updateButton();
}

QString AnswerPanel::whyDisabled() const
{
    Right right = Right::AddEntry;
    if (m_how && m_matter.kind == MatterKind::FollowUp)
        right = m_how->value().toString() == codeOf(MatterState::Answered) ? Right::DraftNotice : Right::ApproveNotice;
    return whyNoRight(right, incident(), context());
}

void AnswerPanel::submit()
{
    Matter m = m_matter;
    if (m_kind) {
        m.notice = notice().id;
        m.kind = kind();
        m.who = m_who->text().trimmed();
        m.atMs = std::min(m_at->ms(), nowMs());
        m.reference = m.kind == MatterKind::Receipt ? m_reference->text().trimmed() : QString();
        m.words = m_words->toPlainText().trimmed();
        if (isDue(m.kind)) {
            m.owner = m_owner->personId();
            m.ownerName = m_owner->personName();
            m.dueMs = m_due->ms();
        }
        const bool linked = m.kind == MatterKind::WrongParty && m_linked->isChecked();
        NewIncident fresh;
        fresh.title = tr("Notice %1 of %2 went to the wrong party").arg(notice().number).arg(incident().reference());
        fresh.description = m.words;
        fresh.source = DetectionSource::OperatorEscalation;
        fresh.reportedBy = m_ui.workspace->status().person.name;
        fresh.detectedMs = m.atMs;
        fresh.exercise = incident().exercise;
        run(
            [m, linked, fresh, cause = incident().id](Services &s) {
                return s.session.together([&]() -> Result<void> {
                    if (auto key = s.matters.add(m); !key)
                        return tl::unexpected(key.error());
                    if (!linked)
                        return {};
                    auto id = s.incidents.record(fresh);
                    return id ? s.links.link(*id, cause, LinkKind::CausedBy, fresh.title) : tl::unexpected(id.error());
                });
            },
            tr("Recorded: %1").arg(nameOf(m.kind)));
        return;
    }
    m.state = fromCode<MatterState>(m_how->value().toString()).value_or(MatterState::Answered);
    if (isOpen(m)) {
        m.owner = m_owner->personId();
        m.ownerName = m_owner->personName();
        m.dueMs = m_due->ms();
    } else {
        m.answer = m_answer->toPlainText().trimmed();
    }
    run([seen = m_matter, m](Services &s) { return s.matters.change(seen, m); }, nameOf(m.state).section(u':', 0, 0));
}

MailboxPanel::MailboxPanel(const UiContext &ui, const IncidentDetails &details, const NoticeDetails &notice,
                           QWidget *parent)
    : NoticePanel(ui, u"act/mailbox"_s, details, notice, parent)
    , m_found(wrappedLabel(tr("No file is chosen yet."), TextStyle::Muted))
    , m_lines(new QPlainTextEdit)
{
    setTexts(
        tr("Returned mail"),
        tr("Finds delivery reports in a mailbox file or a single message, and the messages of this incident they are "
           "about, by Message-ID."),
        tr("A return that leaves nobody of a subscription reached opens the customer's duty again, in sight of "
           "everybody."));
    setPrimary(tr("Record the returns"), true);
    auto *choose = new QPushButton(tr("Choose a file…"));
    choose->setObjectName(u"mailboxFile"_s);
    choose->setAccessibleName(tr("Choose the mailbox file"));
    connect(choose, &QPushButton::clicked, this, [this] {
        askForFiles(this, tr("Mailbox file"), tr("Mailboxes and messages (*.mbox *.mbx *.eml *.txt);;All files (*)"),
                    false, [this](const QStringList &paths) { read(paths.first()); });
    });
    addRow(tr("&File"), choose, u"file"_s);
    m_found->setObjectName(u"mailboxFound"_s);
    addWidget(m_found);
    m_lines->setObjectName(u"mailboxLines"_s);
    m_lines->setAccessibleName(tr("What came back"));
    m_lines->setReadOnly(true);
    m_lines->setTabChangesFocus(true);
    m_lines->setFixedHeight(160);
    m_lines->hide();
    addWidget(m_lines);
    finish();
}

void MailboxPanel::read(const QString &path)
{
    if (!m_ui.files)
        return;
    m_ui.workspace->runLong<QList<BounceMatch>>(
        this,
        [path, files = m_ui.files, id = incident().id](Services &s) -> Result<QList<BounceMatch>> {
            QFile file(path);
            if (!file.open(QIODevice::ReadOnly) || file.size() > 256LL * 1024 * 1024)
                return failure(ErrorKind::Invalid, tr("The file cannot be read, or is larger than 256 MiB."), {},
                               u"file"_s);
            return s.matters.matchBounces(id, files->bounces(file.readAll()));
        },
        [this](const Result<QList<BounceMatch>> &matches) {
            if (!matches)
                return showError(matches.error());
            m_matches = *matches;
            QStringList lines;
            for (const BounceMatch &m : m_matches)
                lines << tr("%1 · %2 · %3")
                             .arg(m.bounce.address,
                                  !m.message.isValid()  ? tr("nothing of this incident")
                                  : m.recorded          ? tr("recorded already")
                                  : !m.bounce.permanent ? tr("delayed, not final")
                                                        : tr("did not arrive"),
                                  m.bounce.said);
            m_found->setText(
                tr("%1 reports, %2 of them are new returns of this incident.").arg(m_matches.size()).arg(fresh()));
            m_lines->setPlainText(lines.mid(0, 500).join(u'\n'));
            m_lines->setVisible(!lines.isEmpty());
            updateButton();
        });
}

int MailboxPanel::fresh() const
{
    return static_cast<int>(std::count_if(m_matches.begin(), m_matches.end(), [](const BounceMatch &m) {
        return m.message.isValid() && !m.recorded && m.bounce.permanent;
    }));
}

QString MailboxPanel::whyDisabled() const
{
    if (const QString why = whyNoRight(Right::RecordHandDelivery, incident(), context()); !why.isEmpty())
        return why;
    return fresh() == 0 ? tr("Choose a file with new returns of this incident.") : QString();
}

void MailboxPanel::submit()
{
    run(
        [id = incident().id, matches = m_matches](Services &s) -> Result<void> {
            auto count = s.matters.recordBounces(id, matches);
            return count ? Result<void>() : tl::unexpected(count.error());
        },
        tr("Returns recorded: %1").arg(fresh()));
}

} // namespace tocsin
