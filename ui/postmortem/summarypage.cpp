#include "ui/postmortem/summarypage.h"

#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/common/conflictpanel.h"
#include "ui/common/emptystate.h"
#include "ui/common/label.h"
#include "ui/common/timetext.h"
#include "ui/incident/acts.h"
#include "ui/incident/formdraft.h"
#include "ui/incident/reasonpanel.h"
#include "ui/postmortem/leakcard.h"
#include "ui/postmortem/summaryapprovepanel.h"
#include "ui/postmortem/summaryparagraph.h"

#include <QJsonValue>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

/** As two people compare them: the words, and where each paragraph came from. */
QString comparable(const QList<SummaryParagraph> &paragraphs)
{
    QStringList parts;
    for (const SummaryParagraph &p : paragraphs) {
        QStringList names;
        for (const auto &e : enumTable<PostmortemSection>())
            if (p.from.contains(e.value))
                names << nameOf(e.value);
        parts << p.text + u'\n' + SummaryPage::tr("From: %1").arg(names.join(SummaryPage::tr(", ")));
    }
    return parts.join(u"\n\n"_s);
}

} // namespace

SummaryPage::~SummaryPage()
{
    m_draft->flush();
}

void SummaryPage::showIncident(const IncidentDetails &details, bool hasPostmortem)
{
    if (details.incident.id != m_details.incident.id) {
        m_draft->flush();
        m_summary.reset();
        m_leaks.clear();
        m_base = {};
        m_known = false;
        m_banner->hide();
        m_conflict->closeConflict();
        setTyped({});
    }
    m_details = details;
    m_hasPostmortem = hasPostmortem;
    refresh();
    read();
}

void SummaryPage::read()
{
    const IncidentId id = m_details.incident.id;
    if (!id.isValid() || !m_hasPostmortem)
        return;
    m_ui.workspace->run<Reading>(
        this,
        [id](Services &s) -> Result<Reading> {
            auto summary = s.summaries.of(id);
            if (!summary)
                return tl::unexpected(summary.error());
            Reading r;
            r.summary = *summary;
            if (r.summary) {
                auto leaks = s.summaries.leaks(id, summaryParagraphs(r.summary->body));
                if (!leaks)
                    return tl::unexpected(leaks.error());
                r.leaks = *leaks;
            }
            return r;
        },
        [this, id](const Result<Reading> &found) {
            if (id != m_details.incident.id)
                return;
            if (!found)
                m_banner->show(Banner::Kind::Error, found.error().userText);
            else
                showReading(*found);
        });
}

void SummaryPage::showReading(const Reading &reading)
{
    const bool first = !m_known;
    const bool wasDirty = m_known && isDirty();
    m_summary = reading.summary;
    m_known = true;
    if (!wasDirty || typed() == saved()) {
        setTyped(saved());
        m_base = m_summary ? m_summary->text : SummaryTextId{};
        m_leaks = reading.leaks;
        m_conflict->closeConflict();
    } else if (isOvertaken()) {
        m_conflict->showConflict(tr("%1 saved another version of this summary at %2. You had written something else.")
                                     .arg(m_summary->authorName, TimeText().time(m_summary->atMs)),
                                 {}, {{u"text"_s, tr("Summary"), {}, comparable(typed()), comparable(saved())}});
    }
    if (first)
        m_draft->open(u"postmortem-summary/%1"_s.arg(m_details.incident.id.value), m_details.incident.id);
    refresh();
    if (isDirty())
        look();
    Q_EMIT stateChanged(m_summary ? nameOf(m_summary->state) : QString());
}

void SummaryPage::decideOnTheirs(bool mine)
{
    m_base = m_summary->text;
    if (!mine) {
        m_draft->discard();
        setTyped(saved());
    }
    onEdited();
}

QList<SummaryParagraph> SummaryPage::saved() const
{
    return m_summary ? summaryParagraphs(m_summary->body) : QList<SummaryParagraph>();
}

QList<SummaryParagraph> SummaryPage::typed() const
{
    QList<SummaryParagraph> list;
    for (const SummaryParagraphCard *card : m_paragraphs) {
        const SummaryParagraph p = card->paragraph();
        if (!p.text.isEmpty() || !p.from.isEmpty())
            list.append(p);
    }
    return list;
}

void SummaryPage::setTyped(const QList<SummaryParagraph> &paragraphs)
{
    const FormDraft::Pause pause(*m_draft);
    const qsizetype wanted = qMax<qsizetype>(1, paragraphs.size());
    while (m_paragraphs.size() > wanted) {
        m_paragraphs.last()->hide();
        m_paragraphs.takeLast()->deleteLater();
    }
    while (m_paragraphs.size() < wanted)
        addParagraph();
    for (qsizetype n = 0; n < wanted; ++n)
        m_paragraphs.at(n)->setParagraph(paragraphs.value(n));
    number();
}

SummaryParagraphCard *SummaryPage::addParagraph()
{
    auto *card = new SummaryParagraphCard;
    m_paragraphs.append(card);
    m_rows->addWidget(card);
    connect(card, &SummaryParagraphCard::edited, this, &SummaryPage::onEdited);
    connect(card, &SummaryParagraphCard::removeWanted, this, [this, card] {
        m_paragraphs.removeOne(card);
        card->hide();
        card->deleteLater();
        number();
        m_paragraphs.first()->field()->setFocus(Qt::OtherFocusReason);
        onEdited();
    });
    return card;
}

void SummaryPage::number()
{
    for (qsizetype n = 0; n < m_paragraphs.size(); ++n)
        m_paragraphs.at(n)->setPlace(static_cast<int>(n) + 1, m_paragraphs.size() == 1);
}

bool SummaryPage::isOvertaken() const
{
    return m_summary && m_base != m_summary->text;
}

bool SummaryPage::approvesSelf() const
{
    const DatabaseStatus &status = m_ui.workspace->status();
    return status.isShared && mayDo(status.person.roles, Right::ApproveNotice, false);
}

SummaryPage::Step SummaryPage::nextStep() const
{
    if (isDirty() || !m_summary)
        return Step::Save;
    return m_summary->state == PostmortemState::Draft      ? Step::Submit
           : m_summary->state == PostmortemState::InReview ? Step::Approve
                                                           : Step::None;
}

QString SummaryPage::whyNoCheck() const
{
    const DatabaseStatus &status = m_ui.workspace->status();
    const QString why = whyNoRight(Right::WritePostmortem, m_details.incident, {status.person, status.readOnly});
    if (!why.isEmpty())
        return why;
    if (isDirty() || !m_summary)
        return tr("Save the version first.");
    return m_summary->state == PostmortemState::Draft ? QString() : tr("Only a draft is looked through.");
}

QString SummaryPage::whyNot(Step step) const
{
    const DatabaseStatus &status = m_ui.workspace->status();
    if (step == Step::None)
        return {};
    const Right right =
        step == Step::Approve ? (approvesSelf() ? Right::ApproveNotice : Right::Send) : Right::WritePostmortem;
    if (const QString why = whyNoRight(right, m_details.incident, {status.person, status.readOnly}); !why.isEmpty())
        return why;
    if (step == Step::Save && m_details.incident.closedMs > 0)
        return tr("This incident is closed. Reopen it to change the summary.");
    if (step == Step::Save && isOvertaken())
        return tr("Somebody saved another version meanwhile. Decide first which text goes on.");
    if (step == Step::Save && typed().isEmpty())
        return tr("The summary has no text yet.");
    if (step == Step::Submit && (m_card->isOpen() || m_summary->lookedFor.size() < 3))
        return tr("Look it through first: what is listed at the right is open.");
    return {};
}

void SummaryPage::onEdited()
{
    m_draft->touch();
    m_timer->start();
    refresh();
}

void SummaryPage::look()
{
    if (!m_known)
        return;
    m_card->showSearching();
    const int asked = ++m_looks;
    m_ui.workspace->run<QList<SummaryLeak>>(
        this, [id = m_details.incident.id, text = typed()](Services &s) { return s.summaries.leaks(id, text); },
        [this, asked](const Result<QList<SummaryLeak>> &found) {
            if (asked != m_looks || !found)
                return;
            m_leaks = *found;
            refresh();
        });
}

void SummaryPage::take()
{
    m_banner->hide();
    const IncidentId id = m_details.incident.id;
    switch (nextStep()) {
    case Step::Save:
        save();
        break;
    case Step::Submit:
        act([id, version = m_summary->version](Services &s) { return s.summaries.submit(id, version); },
            tr("Submitted to legal"));
        break;
    case Step::Approve:
        Q_EMIT panelRequested(
            [summary = *m_summary, own = approvesSelf()](const UiContext &ui, const IncidentDetails &d) -> ActPanel * {
                return new SummaryApprovePanel(ui, d, summary, own);
            });
        break;
    case Step::None:
        break;
    }
}

void SummaryPage::save()
{
    m_busy = true;
    refresh();
    m_draft->act<void>(
        this,
        [id = m_details.incident.id, version = m_summary ? m_summary->version : 0, text = typed()](Services &s) {
            return s.summaries.save(id, version, text);
        },
        [this, text = typed()](const Result<void> &done) {
            m_busy = false;
            refresh();
            if (!done)
                return showError(done.error());
            if (text == typed())
                m_draft->discard();
            if (m_ui.say)
                m_ui.say(tr("Summary saved"));
            read();
        });
}

void SummaryPage::act(std::function<Result<void>(Services &)> job, const QString &said)
{
    m_busy = true;
    refresh();
    m_ui.workspace->run<void>(this, std::move(job), [this, said](const Result<void> &done) {
        m_busy = false;
        refresh();
        if (!done)
            return showError(done.error());
        if (m_ui.say)
            m_ui.say(said);
        read();
    });
}

void SummaryPage::askWhy(const SummaryLeak &leak)
{
    ReasonAct act;
    act.name = u"act/summary-stay-%1"_s.arg(leak.words);
    act.title = tr("“%1” may stay").arg(leak.words);
    act.what = tr("It holds for these words in every version of this summary.");
    act.whoSees = tr("Legal reads the reason before approving; it stays in the record.");
    act.label = tr("&Why");
    act.missing = tr("Say why it may stay.");
    act.primary = tr("It may stay");
    act.said = tr("Noted");
    act.right = Right::WritePostmortem;
    act.job = [version = m_summary->version, leak](Services &s, const Incident &i, const QString &reason) {
        return s.summaries.mayStay(i.id, version, leak.kind, leak.words, reason);
    };
    Q_EMIT panelRequested(
        [act](const UiContext &ui, const IncidentDetails &d) -> ActPanel * { return new ReasonPanel(ui, d, act); });
}

void SummaryPage::giveBack()
{
    ReasonAct act;
    act.name = u"act/summary-return"_s;
    act.title = tr("Give the summary back");
    act.what = tr("It is a draft again, for the authors of the post-mortem.");
    act.whoSees = tr("Whoever may read the post-mortem reads it.");
    act.label = tr("&What is to be changed");
    act.missing = tr("Say what is to be changed.");
    act.primary = tr("Give it back");
    act.said = tr("Given back");
    act.right = Right::ApproveNotice;
    act.job = [version = m_summary->version](Services &s, const Incident &i, const QString &reason) {
        return s.summaries.giveBack(i.id, version, reason);
    };
    Q_EMIT panelRequested(
        [act](const UiContext &ui, const IncidentDetails &d) -> ActPanel * { return new ReasonPanel(ui, d, act); });
}

void SummaryPage::showError(const Error &error)
{
    m_banner->show(Banner::Kind::Error, error.userText);
    if (error.kind == ErrorKind::Conflict) {
        m_banner->show(Banner::Kind::Warning, tr("Somebody changed the summary meanwhile."),
                       tr("It has been read again, and what you typed is kept."));
        read();
    } else if (error.field.startsWith(u"paragraph-"_s)) {
        // Empty ones are left out when it is saved, so it is the n-th of those with something in them.
        int n = error.field.mid(10).toInt();
        for (SummaryParagraphCard *card : std::as_const(m_paragraphs)) {
            const SummaryParagraph p = card->paragraph();
            if ((!p.text.isEmpty() || !p.from.isEmpty()) && --n == 0)
                card->field()->setFocus(Qt::OtherFocusReason);
        }
    }
}

} // namespace tocsin
