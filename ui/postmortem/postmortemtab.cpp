#include "ui/postmortem/postmortemtab.h"

#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/common/chip.h"
#include "ui/common/emptystate.h"
#include "ui/common/fieldmerge.h"
#include "ui/common/markdowneditor.h"
#include "ui/common/timetext.h"
#include "ui/incident/acts.h"
#include "ui/incident/formdraft.h"
#include "ui/incident/reasonpanel.h"
#include "ui/postmortem/commentlist.h"
#include "ui/postmortem/contributionspage.h"
#include "ui/postmortem/measurecard.h"
#include "ui/postmortem/postmortemapprovepanel.h"
#include "ui/postmortem/postmortemnav.h"
#include "ui/postmortem/postmortemversions.h"
#include "ui/postmortem/sectionpage.h"
#include "ui/postmortem/summarypage.h"
#include "ui/postmortem/usespage.h"

#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

/** What people write and choose, without the timeline and the name that come by themselves. */
PostmortemBody ownWork(PostmortemBody body)
{
    body.picked.clear();
    body.causeName.clear();
    return body;
}

/** Everything about it that this person may read; that it was opened is in the record before it is shown (P11.3). */
Result<PostmortemReading> readAll(Services &s, IncidentId id, bool looks, PostmortemTextId noted)
{
    PostmortemReading r;
    auto questions = s.postmortems.questions(id);
    auto measures = s.measures.ofIncident(id);
    if (!questions || !measures)
        return tl::unexpected(questions ? measures.error() : questions.error());
    r.questions = *questions;
    r.measures = *measures;
    auto found = s.postmortems.of(id);
    if (found && *found && looks && (*found)->text != noted)
        found = s.postmortems.open(id);
    if (!found) {
        r.denied = found.error();
        return r;
    }
    r.postmortem = *found;
    const PostmortemBody body = r.postmortem ? PostmortemBody::fromMarkdown(r.postmortem->body) : PostmortemBody();
    auto keys = s.postmortems.picks(id, {});
    auto picks = s.postmortems.picks(id, body);
    auto comments = s.postmortems.comments(id);
    auto versions = s.postmortems.versions(id);
    auto uses = s.postmortems.uses(id);
    for (const Error *e :
         {keys ? nullptr : &keys.error(), picks ? nullptr : &picks.error(), comments ? nullptr : &comments.error(),
          versions ? nullptr : &versions.error(), uses ? nullptr : &uses.error()})
        if (e)
            return tl::unexpected(*e);
    r.keys = *keys;
    r.picks = *picks;
    r.comments = *comments;
    r.versions = *versions;
    r.uses = *uses;
    return r;
}

} // namespace

PostmortemTab::PostmortemTab(const UiContext &ui, QWidget *parent)
    : IncidentTab(ui, parent)
    , m_draft(new FormDraft(ui, this))
{
    build();
    m_draft->watch(
        u"body"_s, [this] { return QJsonValue(typed().toMarkdown()); },
        [this](const QJsonValue &v) { setTyped(PostmortemBody::fromMarkdown(v.toString())); });
    m_draft->watch(
        u"baseBody"_s, [this] { return QJsonValue(m_baseBody.toMarkdown()); },
        [this](const QJsonValue &v) { m_baseBody = PostmortemBody::fromMarkdown(v.toString()); });
    m_draft->watch(
        u"base"_s, [this] { return QJsonValue(m_base.value); },
        [this](const QJsonValue &v) { m_base = PostmortemTextId{v.toInteger()}; });
    connect(m_draft, &FormDraft::restored, this, &PostmortemTab::onRestored);
}

PostmortemTab::~PostmortemTab()
{
    m_draft->flush();
}

bool PostmortemTab::wantsRoom() const
{
    return m_stack->currentWidget() == m_page;
}

QString PostmortemTab::key() const
{
    return u"postmortem"_s;
}

QString PostmortemTab::title() const
{
    return tr("Post-mortem");
}

QString PostmortemTab::badge() const
{
    return m_postmortem && m_postmortem->state == PostmortemState::Approved ? u"✓"_s : QString();
}

void PostmortemTab::showIncident(const IncidentDetails &details)
{
    if (details.incident.id != m_details.incident.id) {
        m_draft->flush();
        closePanel();
        m_banner->hide();
        m_conflict->closeConflict();
        m_postmortem.reset();
        m_saving.reset();
        m_base = {};
        m_noted = {};
        m_known = false;
        m_begun = false;
        setTyped({});
        m_nav->setCurrentRow(0);
        m_stack->setCurrentIndex(0);
    }
    m_details = details;
    if (m_panel)
        m_panel->showIncident(details);
    read();
}

void PostmortemTab::activate()
{
    m_noted = {};
    read();
}

void PostmortemTab::read()
{
    const IncidentId id = m_details.incident.id;
    if (!id.isValid())
        return;
    m_ui.workspace->run<PostmortemReading>(
        this, [id, looks = isVisible(), noted = m_noted](Services &s) { return readAll(s, id, looks, noted); },
        [this, id, looks = isVisible()](const Result<PostmortemReading> &found) {
            if (id != m_details.incident.id)
                return;
            if (!found) {
                m_denied->setTitle(tr("It could not be read"));
                m_denied->setText(found.error().userText);
                if (!isDirty())
                    m_stack->setCurrentIndex(m_stack->indexOf(m_denied->parentWidget()));
                return;
            }
            if (looks && found->postmortem)
                m_noted = found->postmortem->text;
            showReading(*found);
        });
}

void PostmortemTab::showReading(const PostmortemReading &reading)
{
    if (reading.denied) {
        const DatabaseStatus &status = m_ui.workspace->status();
        m_denied->setTitle(reading.denied->kind == ErrorKind::Denied ? tr("Not for your roles")
                                                                     : tr("It could not be read"));
        m_denied->setText(reading.denied->userText);
        m_asked->setVisible(!reading.questions.isEmpty());
        m_asked->showQuestions(m_details.incident.id, reading.questions, false, {});
        m_measuresAlone->showMeasures(
            reading.measures, whyNoRight(Right::AddEntry, m_details.incident, {status.person, status.readOnly}));
        if (!isDirty())
            m_stack->setCurrentIndex(m_stack->indexOf(m_denied->parentWidget()));
        return;
    }
    m_picks = reading.picks;
    m_keys = reading.keys;
    showSaved(reading.postmortem);
    for (SectionPage *page : std::as_const(m_sections))
        page->setTimeline(m_details.incident.id, m_keys);
    showAround(reading);
    refresh();
    Q_EMIT badgeChanged();
}

void PostmortemTab::showAround(const PostmortemReading &reading)
{
    const DatabaseStatus &status = m_ui.workspace->status();
    const ActContext context{status.person, status.readOnly};
    const QString notAuthor = whyNoRight(Right::WritePostmortem, m_details.incident, context);
    const QString notReviewer = !m_postmortem ? tr("Nothing is saved yet.")
                                : isDirty()   ? tr("Save what you typed first.")
                                              : whyNoRight(Right::CommentPostmortem, m_details.incident, context);
    for (SectionPage *page : std::as_const(m_sections)) {
        QList<PostmortemComment> own;
        for (const PostmortemComment &c : reading.comments)
            if (c.section == page->section())
                own << c;
        page->comments()->showComments(own, status.person.id, notAuthor);
        page->setCommentRefusal(notReviewer);
    }
    m_summary->showIncident(m_details, m_postmortem.has_value());
    m_contributions->showQuestions(m_details.incident.id, reading.questions, true, notAuthor);
    m_versions->showVersions(m_details.incident.id, reading.versions);
    m_uses->showUses(reading.uses, status.isShared);
    m_measures->showMeasures(reading.measures, whyNoRight(Right::AddEntry, m_details.incident, context));
    const int unanswered = ContributionsPage::openCount(reading.questions);
    m_nav->showExtra(PostmortemNav::Contributions, unanswered > 0 ? QString::number(unanswered) : QString());
    m_nav->showExtra(PostmortemNav::Versions,
                     reading.versions.size() > 1 ? QString::number(reading.versions.size()) : QString());
}

void PostmortemTab::showSaved(const std::optional<Postmortem> &postmortem)
{
    const bool first = !m_known;
    const bool wasDirty = !first && isDirty();
    m_postmortem = postmortem;
    m_known = true;
    if (m_saving && m_postmortem && ownWork(savedBody()) == ownWork(*m_saving)) {
        m_base = m_postmortem->text;
        m_baseBody = savedBody();
        m_saving.reset();
    }
    if (!wasDirty && (m_postmortem || !m_begun)) {
        setTyped(savedBody());
        m_base = m_postmortem ? m_postmortem->text : PostmortemTextId{};
        m_baseBody = savedBody();
        m_conflict->closeConflict();
    } else if (isOvertaken()) {
        mergeTheirs();
    }
    refreshEmpty();
    if (first)
        m_draft->open(u"postmortem/%1"_s.arg(m_details.incident.id.value), m_details.incident.id);
}

PostmortemBody PostmortemTab::savedBody() const
{
    return m_postmortem ? PostmortemBody::fromMarkdown(m_postmortem->body) : PostmortemBody();
}

PostmortemBody PostmortemTab::typed() const
{
    PostmortemBody body;
    for (const SectionPage *page : m_sections)
        page->take(body);
    return body;
}

void PostmortemTab::setTyped(const PostmortemBody &body)
{
    for (SectionPage *page : std::as_const(m_sections))
        page->showBody(body);
    for (SectionPage *page : std::as_const(m_sections))
        page->setTimeline(m_details.incident.id, m_keys);
}

bool PostmortemTab::isDirty() const
{
    if (!m_known || (!m_postmortem && !m_begun))
        return false;
    PostmortemBody from = savedBody();
    if (!m_postmortem)
        from.kind = typed().kind; // choosing its questions is no work yet
    return ownWork(typed()) != ownWork(from);
}

bool PostmortemTab::isOvertaken() const
{
    return m_postmortem && m_base != m_postmortem->text && !m_saving;
}

bool PostmortemTab::isOutOfStep() const
{
    return m_postmortem && m_postmortem->state == PostmortemState::Draft && savedBody().picked != m_picks;
}

bool PostmortemTab::approvesSelf() const
{
    const DatabaseStatus &status = m_ui.workspace->status();
    return status.isShared && mayDo(status.person.roles, Right::ApprovePostmortem, false);
}

void PostmortemTab::takeSaved()
{
    m_draft->discard();
    m_banner->hide();
    m_begun = false;
    setTyped(savedBody());
    m_base = m_postmortem ? m_postmortem->text : PostmortemTextId{};
    m_baseBody = savedBody();
    m_conflict->closeConflict();
    refresh();
    read();
}

void PostmortemTab::onEdited()
{
    if (isDirty())
        m_draft->touch();
    else
        m_draft->discard();
    refresh();
}

void PostmortemTab::onRestored()
{
    if (!m_postmortem)
        m_begun = true;
    refresh();
    if (!isDirty())
        return;
    if (isOvertaken()) {
        mergeTheirs();
        return;
    }
    m_banner->show(Banner::Kind::Info, tr("What you had typed is back."), tr("It is not saved as a version yet."));
    m_banner->addAction(tr("Discard it"), this, [this] { takeSaved(); });
}

PostmortemTab::Step PostmortemTab::nextStep() const
{
    if (isDirty())
        return Step::Save;
    if (!m_postmortem)
        return Step::None;
    switch (m_postmortem->state) {
    case PostmortemState::Draft:
        return isOutOfStep() ? Step::Save : Step::Submit;
    case PostmortemState::InReview:
        return m_postmortem->isReviewed() ? Step::Approve : Step::Review;
    case PostmortemState::Approved:
        break;
    }
    return Step::None;
}

QString PostmortemTab::whyNot(Step step) const
{
    const DatabaseStatus &status = m_ui.workspace->status();
    if (step == Step::None)
        return {};
    if (step == Step::Save && m_details.incident.closedMs > 0)
        return tr("This incident is closed. Reopen it to change the post-mortem.");
    if (step == Step::Save && isOvertaken())
        return tr("Somebody saved another version meanwhile. Decide first which text goes on.");
    const Right right = step == Step::Review    ? Right::ReviewPostmortem
                        : step == Step::Approve ? (approvesSelf() ? Right::ApprovePostmortem : Right::Send)
                                                : Right::WritePostmortem;
    return whyNoRight(right, m_details.incident, {status.person, status.readOnly});
}

void PostmortemTab::take(Step step)
{
    m_banner->hide();
    const IncidentId id = m_details.incident.id;
    const int version = m_postmortem ? m_postmortem->version : 0;
    switch (step) {
    case Step::Save:
        if (m_postmortem && m_postmortem->state == PostmortemState::Approved)
            askReason();
        else
            save({});
        break;
    case Step::Submit:
        act([id, version](Services &s) { return s.postmortems.submit(id, version); }, tr("Submitted for review"));
        break;
    case Step::Review:
        act([id, version](Services &s) { return s.postmortems.review(id, version, {}); }, tr("Reviewed"));
        break;
    case Step::Approve:
        openPanel([postmortem = *m_postmortem, own = approvesSelf()](const UiContext &ui, const IncidentDetails &d) {
            return new PostmortemApprovePanel(ui, d, postmortem, own);
        });
        break;
    case Step::None:
        break;
    }
}

void PostmortemTab::save(const QString &remark)
{
    const PostmortemBody body = typed();
    m_saving = body;
    act([id = m_details.incident.id, version = m_postmortem ? m_postmortem->version : 0, body,
         remark](Services &s) { return s.postmortems.save(id, version, body, remark); },
        tr("Version saved"));
}

void PostmortemTab::act(std::function<Result<void>(Services &)> job, const QString &said)
{
    m_busy = true;
    refresh();
    const auto answer = [this, said](const Result<void> &result) {
        m_busy = false;
        if (!result) {
            m_saving.reset();
            refresh();
            showError(result.error());
            return;
        }
        if (m_saving && ownWork(*m_saving) == ownWork(typed()))
            m_draft->discard();
        if (m_ui.say)
            m_ui.say(said);
        read();
    };
    if (m_saving)
        m_draft->act<void>(this, std::move(job), answer);
    else
        m_ui.workspace->run<void>(this, std::move(job), answer);
}

void PostmortemTab::mergeTheirs()
{
    FieldMerge merge;
    const PostmortemBody mine = typed(), theirs = savedBody();
    PostmortemBody body = mine;
    for (const auto &e : enumTable<PostmortemSection>()) {
        const QString text = merge.text(codeOf(e.value), nameOf(e.value), m_baseBody.text.value(e.value),
                                        mine.text.value(e.value), theirs.text.value(e.value));
        if (text.trimmed().isEmpty())
            body.text.remove(e.value);
        else
            body.text.insert(e.value, text);
    }
    const auto one = [&](const auto &base, const auto &own, const auto &other) {
        return mergeValue(base, own, other).value_or(own); // what is chosen is chosen again in a moment
    };
    body.response = one(m_baseBody.response, mine.response, theirs.response);
    body.procedures = one(m_baseBody.procedures, mine.procedures, theirs.procedures);
    body.cause = one(m_baseBody.cause, mine.cause, theirs.cause);
    body.whys = one(m_baseBody.whys, mine.whys, theirs.whys);
    body.also = one(m_baseBody.also, mine.also, theirs.also);
    body.without = one(m_baseBody.without, mine.without, theirs.without);
    const QString who = tr("%1 saved another version of this text at %2.")
                            .arg(m_postmortem->authorName, TimeText().time(m_postmortem->atMs));
    if (merge.open().isEmpty()) {
        goOnWith(body);
        m_conflict->closeConflict();
        m_banner->show(Banner::Kind::Info, who, tr("Both of your changes are together now. Read it, then save it."));
        m_banner->addAction(tr("Take the saved text"), this, [this] { takeSaved(); });
    } else {
        m_banner->hide();
        m_conflict->showConflict(tr("%1 You had written something else.").arg(who), merge.note(), merge.open());
    }
    refresh();
}

void PostmortemTab::goOnWith(const PostmortemBody &body)
{
    m_base = m_postmortem->text;
    m_baseBody = savedBody();
    if (body != typed())
        setTyped(body);
    onEdited();
}

void PostmortemTab::showError(const Error &error)
{
    if (error.kind == ErrorKind::Conflict) {
        read();
        m_banner->show(Banner::Kind::Warning, tr("Somebody changed the post-mortem meanwhile."),
                       tr("It has been read again, and what you typed is kept."));
        return;
    }
    m_banner->show(Banner::Kind::Error, error.userText);
    if (const auto section = fromCode<PostmortemSection>(error.field)) {
        m_nav->setCurrentRow(PostmortemNav::rowOf(*section));
        m_sections.at(m_nav->currentRow())->editor()->field()->setFocus(Qt::OtherFocusReason);
    }
}

} // namespace tocsin
