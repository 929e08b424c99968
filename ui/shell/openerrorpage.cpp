#include "ui/shell/openerrorpage.h"

#include "models/services/serverlogin.h"
#include "ui/common/card.h"
#include "ui/common/label.h"
#include "ui/theme/icons.h"

#include <QDir>
#include <QHideEvent>
#include <QPushButton>
#include <QVBoxLayout>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kErrorWidth = 640;

struct Words
{
    QString title;
    QString todo;
};

Words wordsFor(ErrorKind kind)
{
    const auto tr = [](const char *text) { return OpenErrorPage::tr(text); };
    switch (kind) {
    case ErrorKind::NotFound:
        return {tr("The database is not there"),
                tr("If it is on a removable or a network drive, connect that and try again. If it was moved, choose it "
                   "at its new place.")};
    case ErrorKind::Foreign:
        return {tr("This is not a Tocsin database"),
                tr("The file belongs to another program, or it is no database. Choose another file.")};
    case ErrorKind::Newer:
        return {tr("The database was made by a newer Tocsin"),
                tr("Install the newer version and open it there. This one does not touch it, so that nothing in it is "
                   "lost.")};
    case ErrorKind::Damaged:
        return {tr("The database is damaged"),
                tr("Copy the file first. Then restore the latest backup with “tocsin restore”, or ask for help with "
                   "the copy.")};
    case ErrorKind::Locked:
        return {tr("Another program holds the database"),
                tr("Close the other program, perhaps a backup or a database tool, and try again.")};
    case ErrorKind::ReadOnly:
        return {tr("The database cannot be written"),
                tr("Ask for the right to write the file and its folder, or copy it to a place of your own.")};
    case ErrorKind::Full:
        return {tr("There is no space left on the disk"), tr("Free some space on the disk and try again.")};
    case ErrorKind::Denied:
        return {tr("Your account has no access to this file"),
                tr("It may not read the file, or not work in its folder. Whoever owns them, or keeps this machine, can "
                   "give it the right to read and write both. Or choose a place of your own.")};
    default:
        return {tr("The database could not be opened"),
                tr("Try again. If it goes on, the details below help to find out why.")};
    }
}

/** The same for a database on a server. */
Words serverWordsFor(const Error &error)
{
    const auto tr = [](const char *text) { return OpenErrorPage::tr(text); };
    if (error.field == "certificate"_L1)
        return {tr("The server has not proved who it is"),
                tr("Choose the certificate of the authority that signed the server's, which whoever keeps the server "
                   "gives you, and look at the server's name for a slip. If both are right, somebody may stand between "
                   "you and the server: ask before you go on.")};
    switch (error.kind) {
    case ErrorKind::Invalid:
        return {tr("This is no address of a shared database"),
                tr("Type it anew, or fill in server, database and log-in "
                   "one by one.")};
    case ErrorKind::Offline:
        return {tr("The server cannot be reached"),
                tr("Look whether this machine is on the network, perhaps by a VPN, and whether server and port are "
                   "right. If others cannot reach it either, whoever keeps the server has to start it.")};
    case ErrorKind::Denied:
        return {tr("You have no access to this database"),
                tr("The server knows you, but you are not among the people of this database. Whoever keeps its people "
                   "can add you, with the log-in shown here.")};
    case ErrorKind::NotFound:
        return {tr("There is no such database on the server"),
                tr("Look at its name for a slip, or ask whoever keeps the server what it is called.")};
    case ErrorKind::Foreign:
        return {tr("This is not a Tocsin database"),
                tr("The server is there and lets you in, but this database belongs to something else, or nobody has "
                   "made it Tocsin's yet. Look at its name, or ask whoever keeps the server.")};
    case ErrorKind::Newer:
        return {tr("The database is of a newer Tocsin"),
                tr("Others work with it by a newer version. Install that here. This one does not touch it, so that "
                   "nothing in it is lost.")};
    case ErrorKind::Damaged:
        return {tr("The database is not as Tocsin made it"),
                tr("Somebody changed its tables, rules or rights on the server. Do not work with it before whoever "
                   "keeps the server has found out who, and has run “tocsin verify”.")};
    case ErrorKind::Locked:
        return {tr("Somebody works on the database itself"),
                tr("It is being set up, moved or restored. Try again in a minute.")};
    default:
        return {tr("The shared database could not be opened"),
                tr("Try again. If it goes on, whoever keeps the server can make something of the details below.")};
    }
}

/** Where nothing but writing is in the way. */
bool readingHelps(ErrorKind kind)
{
    return kind == ErrorKind::Locked || kind == ErrorKind::ReadOnly || kind == ErrorKind::Full;
}

} // namespace

OpenErrorPage::OpenErrorPage(QWidget *parent)
    : QWidget(parent)
    , m_title(new Label({}, TextStyle::Title))
    , m_what(wrappedLabel({}))
    , m_todo(wrappedLabel({}))
    , m_unchanged(wrappedLabel(tr("Nothing in the file was changed."), TextStyle::Muted))
    , m_place(wrappedLabel({}, TextStyle::Mono))
    , m_tried(new Label({}, TextStyle::Muted))
    , m_detail(wrappedLabel({}, TextStyle::MonoMuted))
    , m_again(new QPushButton(icon(u"refresh", Ink::OnAccent), tr("Try again")))
    , m_readOnly(new QPushButton(icon(u"eye"), tr("Open for reading only")))
    , m_connection(new QPushButton(icon(u"edit"), tr("Change the connection")))
{
    setObjectName(u"open-error-page"_s);
    auto *outer = new QVBoxLayout(this);
    outer->addStretch(2);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    auto *card = new Card;
    card->setMaximumWidth(kErrorWidth);
    row->addWidget(card, 100);
    row->addStretch(1);
    outer->addLayout(row);
    outer->addStretch(3);
    QVBoxLayout *body = card->body();
    m_title->setWordWrap(true);
    body->addWidget(m_title);
    body->addWidget(m_what);
    body->addWidget(m_place);
    m_place->setTextInteractionFlags(Qt::TextSelectableByMouse);
    body->addSpacing(6);
    body->addWidget(new Label(tr("What can be done"), TextStyle::BodyBold));
    body->addWidget(m_todo);
    body->addWidget(m_unchanged);
    body->addSpacing(6);
    auto *buttons = new QHBoxLayout;
    QPushButton *again = m_again;
    again->setObjectName(u"open-again"_s);
    again->setAccessibleName(tr("Try again"));
    again->setProperty("primary", true);
    buttons->addWidget(again);
    m_readOnly->setObjectName(u"open-read-only"_s);
    m_readOnly->setAccessibleName(tr("Open for reading only"));
    buttons->addWidget(m_readOnly);
    m_connection->setObjectName(u"open-connection"_s);
    m_connection->setAccessibleName(tr("Change the connection"));
    buttons->addWidget(m_connection);
    connect(m_connection, &QPushButton::clicked, this, [this] { Q_EMIT connectionAsked(m_path); });
    auto *other = new QPushButton(tr("Choose another database"));
    other->setObjectName(u"open-other"_s);
    other->setAccessibleName(tr("Choose another database"));
    buttons->addWidget(other);
    buttons->addStretch(1);
    body->addLayout(buttons);
    body->addWidget(m_tried);
    body->addWidget(m_detail);
    m_detail->setTextInteractionFlags(Qt::TextSelectableByMouse);
    connect(again, &QPushButton::clicked, this, [this] { Q_EMIT tryAgainAsked(m_path); });
    connect(m_readOnly, &QPushButton::clicked, this, [this] { Q_EMIT readOnlyAsked(m_path); });
    connect(other, &QPushButton::clicked, this, &OpenErrorPage::otherAsked);
}

void OpenErrorPage::showError(const Error &error, const QString &path)
{
    m_kind = error.kind;
    m_tries = path == m_path ? m_tries + 1 : 1;
    m_path = path;
    m_tried->setText(tr("Tried %1 times.").arg(m_tries)); // else nothing would answer who pressed the button
    m_tried->setVisible(m_tries > 1);
    // Without a path: an address that was not understood is not repeated, a password could be in it.
    const bool isServer = path.isEmpty() || ServerLogin::isAddress(path);
    const Words words = isServer ? serverWordsFor(error) : wordsFor(error.kind);
    m_title->setText(words.title);
    m_what->setText(error.userText);
    m_what->setVisible(!error.userText.isEmpty());
    m_todo->setText(words.todo);
    m_readOnly->setVisible(!isServer && readingHelps(error.kind));
    m_connection->setVisible(isServer);
    m_again->setVisible(!path.isEmpty());
    m_unchanged->setVisible(!isServer && error.kind != ErrorKind::NotFound);
    m_place->setText(isServer ? path : QDir::toNativeSeparators(path));
    m_place->setVisible(!path.isEmpty() && !error.userText.contains(m_place->text()));
    m_detail->setText(error.detail);
    m_detail->setVisible(!error.detail.isEmpty());
    setAccessibleName(words.title);
}

void OpenErrorPage::hideEvent(QHideEvent *event)
{
    if (!event->spontaneous())
        m_tries = 0;
    QWidget::hideEvent(event);
}

} // namespace tocsin
