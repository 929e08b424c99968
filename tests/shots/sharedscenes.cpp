#include "tests/shots/scenes.h"
#include "tests/shots/studio.h"
#include "ui/common/choicegroup.h"
#include "ui/common/presencebar.h"
#include "ui/notices/noticestab.h"
#include "ui/shell/connectpage.h"

#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace tocsin::shots {

namespace {

const QString kAddress = u"postgresql://mara@db.example.org/incidents"_s;

void shootConnect(Studio &studio)
{
    const auto actions = studio.window().findChild<QMenu *>(u"main-menu"_s)->actions();
    for (QAction *action : actions)
        if (action->text().startsWith("Open a shared"_L1))
            action->trigger();
    studio.shoot(u"connect"_s);
    auto *page = studio.window().findChild<ConnectPage *>();
    page->showLogin(*ServerLogin::parse(kAddress));
    page->setNoKeychain({});
    page->showProblem(Banner::Kind::Error, u"The server does not let you in."_s,
                      u"Log-in or password is not right, or mara may not use this database. Type the password again, "
                      "or ask whoever keeps the database."_s);
    studio.shoot(u"connect-wrong-password"_s);
    page->setNoKeychain(u"This desktop has no keychain that answers (Secret Service or KWallet)."_s);
    page->showProblem(Banner::Kind::Info, u"The server asks for the password of mara."_s, {});
    studio.shoot(u"connect-no-keychain"_s);
    page->setBusy(u"Connecting to incidents on db.example.org …"_s);
    studio.shoot(u"connect-busy"_s);
    page->setIdle();
}

/** As the storage would report them. */
void shootRefused(Studio &studio)
{
    using enum ErrorKind;
    const struct
    {
        QString name;
        Error error;
    } troubles[] = {
        {u"unreachable"_s, {Offline, u"The server cannot be reached."_s, u"Connection refused"_s, {}}},
        {u"certificate"_s,
         {Offline,
          u"The server could not prove who it is, so nothing was sent to it: SSL error: certificate verify failed"_s,
          {},
          u"certificate"_s}},
        {u"access"_s, {Denied, u"You are not among the people of this database."_s, {}, {}}},
        {u"database"_s, {NotFound, u"There is no such database on this server."_s, {}, {}}},
        {u"other"_s, {Foreign, u"This is not a Tocsin database."_s, {}, {}}},
        {u"newer"_s, {Newer, u"The database is of version 9; this version knows up to 1."_s, {}, {}}},
        {u"changed"_s, {Damaged, u"The tables or rules of the database were changed."_s, {}, {}}},
    };
    for (const auto &trouble : troubles) {
        Q_EMIT studio.workspace().openFailed(trouble.error, kAddress);
        studio.shoot(u"server-error-"_s + trouble.name);
    }
}

void shootBanners(Studio &studio)
{
    studio.renewWindow();
    studio.openDemo(studio.workPath(u"shared.tocsin"_s));
    DatabaseStatus weak = studio.workspace().status();
    weak.isDemo = false;
    weak.isShared = true;
    weak.name = u"incidents"_s;
    weak.server = u"db.example.org"_s;
    weak.weakness = u"The server has not proved who it is (sslmode=require)."_s;
    Q_EMIT studio.workspace().opened(weak);
    studio.settle();
    studio.shoot(u"weak-connection"_s);
    studio.clock().advance(95 * kSecondMs);
    Q_EMIT studio.workspace().lost({ErrorKind::Offline, u"The server cannot be reached."_s, {}, {}});
    studio.shoot(u"server-lost"_s);
    Q_EMIT studio.workspace().recovered();
    studio.incident(37, u"overview"_s);
    studio.window().findChild<PresenceBar *>()->setNames({u"Ada Ruiz"_s, u"Eve Moss"_s});
    studio.shoot(u"presence"_s);
}

/** Both assess; the second one is asked. */
void shootAssessment(Studio &studio)
{
    const IncidentId id = studio.incident(37, u"assessment"_s);
    studio.window().findChild<ChoiceGroup *>(u"functional"_s)->chooseNumber(2);
    studio.window().findChild<ChoiceGroup *>(u"recoverability"_s)->chooseNumber(4);
    studio.ask<void>([id](Services &s) {
        AssessmentInput in;
        in.findings.functional = FunctionalImpact::High;
        in.findings.recoverability = Recoverability::Supplemented;
        return s.assessments.assess(id, 0, in);
    });
    studio.settle();
    studio.shoot(u"conflict-assessment"_s);
}

/** Both write one notice. */
void shootNotice(Studio &studio)
{
    const IncidentId id = studio.incident(22, u"notices"_s);
    const auto notices = studio.ask<QList<Notice>>([id](Services &s) { return s.notices.list(id); });
    studio.window().findChild<NoticesTab *>()->openNotice(notices.first().id);
    studio.settle();
    auto *body = studio.window().findChild<QPlainTextEdit *>(u"noticeBody"_s);
    const QString before = body->toPlainText();
    const auto theirs = [&studio, notice = notices.first().id](const QString &text) {
        studio.ask<void>([notice, text](Services &s) -> Result<void> {
            const auto now = s.notices.details(notice);
            NoticeDraft draft = now->text.draft;
            draft.body = text;
            return s.notices.saveText(notice, 0, draft);
        });
        studio.settle();
    };
    body->setPlainText(u"Dear all, this is what I found.\n\n"_s + before);
    theirs(before + u"\n\nOur desk answers day and night."_s);
    studio.shoot(u"merged-notice"_s);
    theirs(u"Dear customers, this is what we know.\n\n"_s + before);
    studio.shoot(u"conflict-notice"_s);
}

} // namespace

void shootShared(Studio &studio)
{
    studio.renewWindow();
    shootConnect(studio);
    shootRefused(studio);
    shootBanners(studio);
    shootAssessment(studio);
    shootNotice(studio);
}

} // namespace tocsin::shots
