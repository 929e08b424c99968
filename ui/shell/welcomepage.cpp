#include "ui/shell/welcomepage.h"

#include "models/domain/limits.h"
#include "models/services/serverlogin.h"
#include "ui/common/banner.h"
#include "ui/common/card.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/formrow.h"
#include "ui/shell/centredcolumn.h"
#include "ui/shell/preferences.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kWelcomeWidth = 820;

QString fileFilter()
{
    return WelcomePage::tr("Tocsin databases (*.tocsin);;All files (*)");
}

} // namespace

WelcomePage::WelcomePage(const QString &personName, QWidget *parent)
    : QWidget(parent)
    , m_banner(new Banner(Banner::Kind::Warning))
    , m_name(new QLineEdit(personName))
    , m_path(new QLineEdit(QDir::toNativeSeparators(Preferences::defaultDatabasePath())))
    , m_pathError(wrappedLabel({}, TextStyle::Error))
    , m_recent(new QVBoxLayout)
    , m_recentBox(new QWidget)
    , m_choices(new QWidget)
    , m_busy(new Label({}, TextStyle::Muted))
    , m_progress(new QProgressBar)
{
    setObjectName(u"welcome-page"_s);
    QVBoxLayout *layout = makeCentredColumn(this, kWelcomeWidth);
    layout->setContentsMargins(24, 32, 24, 24);
    layout->setSpacing(12);
    layout->addStretch(1);
    layout->addWidget(new Label(tr("Welcome to Tocsin"), TextStyle::Title));
    layout->addWidget(
        wrappedLabel(tr("Tocsin leads the people who answer security incidents from the first signal to a "
                        "closed case, and keeps the clocks of everybody who has to be told."),
                     TextStyle::Muted));
    layout->addSpacing(4);
    layout->addWidget(m_banner);
    m_banner->hide();
    auto *choices = new QHBoxLayout(m_choices);
    choices->setContentsMargins(0, 0, 0, 0);
    choices->setSpacing(16);
    choices->addWidget(makeCreate(), 3);
    auto *side = new QVBoxLayout;
    side->setSpacing(16);
    side->addWidget(makeDemo());
    side->addWidget(makeShared());
    side->addWidget(makeOpen());
    side->addStretch(1);
    choices->addLayout(side, 2);
    layout->addWidget(m_choices);
    layout->addWidget(m_busy);
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress"));
    layout->addWidget(m_progress);
    layout->addStretch(2);
    setIdle();
}

QWidget *WelcomePage::makeDemo()
{
    auto *demo = new Card(tr("Look around first"));
    demo->body()->addWidget(wrappedLabel(tr("Forty invented incidents of an invented provider, with running, met and "
                                            "overdue clocks. Nothing you do there is real, and it can be thrown away."),
                                         TextStyle::Small));
    auto *demoButton = new QPushButton(tr("Try the demo"));
    demoButton->setObjectName(u"welcome-demo"_s);
    demoButton->setAccessibleName(tr("Try the demo"));
    demo->body()->addWidget(demoButton, 0, Qt::AlignLeft);
    connect(demoButton, &QPushButton::clicked, this, &WelcomePage::demoAsked, Qt::QueuedConnection);
    return demo;
}

QWidget *WelcomePage::makeShared()
{
    auto *shared = new Card(tr("Work with your team"));
    shared->body()->addWidget(wrappedLabel(
        tr("A shared database on a server: everybody logs in as themselves and sees at once what the others do."),
        TextStyle::Small));
    auto *button = new QPushButton(icon(u"users"), tr("Open a shared database…"));
    button->setObjectName(u"welcome-server"_s);
    button->setAccessibleName(tr("Open a shared database"));
    shared->body()->addWidget(button, 0, Qt::AlignLeft);
    connect(button, &QPushButton::clicked, this, &WelcomePage::serverAsked, Qt::QueuedConnection);
    return shared;
}

QWidget *WelcomePage::makeOpen()
{
    auto *existing = new Card(tr("Open a database"));
    m_recentBox->setLayout(m_recent);
    m_recent->setContentsMargins(0, 0, 0, 0);
    m_recent->setSpacing(2);
    existing->body()->addWidget(m_recentBox);
    auto *openButton = new QPushButton(icon(u"folder"), tr("Choose a file…"));
    openButton->setObjectName(u"welcome-open"_s);
    openButton->setAccessibleName(tr("Choose a database file"));
    existing->body()->addWidget(openButton, 0, Qt::AlignLeft);
    connect(openButton, &QPushButton::clicked, this, &WelcomePage::chooseFile, Qt::QueuedConnection);
    return existing;
}

QWidget *WelcomePage::makeCreate()
{
    auto *card = new Card(tr("Start a new local database"));
    card->setHighlighted(true);
    card->body()->addWidget(
        wrappedLabel(tr("One file on this machine. No server, no account, nothing leaves it. Who can read "
                        "the file can read the incidents, so keep it on an encrypted disk."),
                     TextStyle::Small));
    m_name->setObjectName(u"welcome-name"_s);
    m_name->setMaxLength(kMostInPersonField);
    auto *name = new FormRow(tr("Your &name"), m_name);
    name->setHelp(
        tr("Stands beside everything you do. On a local database you hold every role; other people's decisions "
           "are recorded as told to you."));
    card->body()->addWidget(name);
    auto *pathRow = new QWidget;
    auto *pathLayout = new QHBoxLayout(pathRow);
    pathLayout->setContentsMargins(0, 0, 0, 0);
    m_path->setObjectName(u"welcome-path"_s);
    m_path->setAccessibleName(tr("File of the new database"));
    pathLayout->addWidget(m_path, 1);
    auto *choose = new QPushButton(icon(u"folder"), {});
    choose->setAccessibleName(tr("Choose another place"));
    choose->setToolTip(tr("Choose another place"));
    pathLayout->addWidget(choose);
    connect(choose, &QPushButton::clicked, this, &WelcomePage::chooseFolder, Qt::QueuedConnection);
    auto *place = new QWidget;
    auto *placeLayout = new QVBoxLayout(place);
    placeLayout->setContentsMargins(0, 0, 0, 0);
    placeLayout->setSpacing(4);
    placeLayout->addWidget(new Label(tr("The data will be here"), TextStyle::Small));
    placeLayout->addWidget(pathRow);
    placeLayout->addWidget(m_pathError);
    card->body()->addWidget(place);
    m_pathError->hide();
    card->body()->addSpacing(6);
    auto *button = new QPushButton(tr("Create database"));
    button->setObjectName(u"welcome-create"_s);
    button->setAccessibleName(tr("Create database"));
    button->setProperty("primary", true);
    card->body()->addWidget(button, 0, Qt::AlignLeft);
    card->body()->addStretch(1);
    connect(button, &QPushButton::clicked, this, &WelcomePage::create, Qt::QueuedConnection);
    connect(m_path, &QLineEdit::returnPressed, this, &WelcomePage::create, Qt::QueuedConnection);
    connect(m_name, &QLineEdit::returnPressed, this, &WelcomePage::create, Qt::QueuedConnection);
    connect(m_path, &QLineEdit::textEdited, m_pathError, &QWidget::hide);
    return card;
}

void WelcomePage::create()
{
    const QString path = m_path->text().trimmed();
    const QString name = m_name->text().trimmed();
    QString problem;
    if (name.isEmpty())
        problem = tr("Say your name: it stands beside everything you do.");
    else if (path.isEmpty())
        problem = tr("Say where the data is to be.");
    else if (QFileInfo::exists(path))
        problem = tr("There is a file already. Choose another name, or open it at the right.");
    m_pathError->setText(problem);
    m_pathError->setVisible(!problem.isEmpty());
    if (problem.isEmpty())
        Q_EMIT createAsked(path, name);
}

void WelcomePage::chooseFolder()
{
    auto *dialog = new QFileDialog(this, tr("New database"), QFileInfo(m_path->text()).path(), fileFilter());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"tocsin"_s);
    connect(dialog, &QFileDialog::fileSelected, m_path, &QLineEdit::setText);
    dialog->open();
}

void WelcomePage::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Open a database"), QFileInfo(m_path->text()).path(), fileFilter());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &WelcomePage::openAsked);
    dialog->open();
}

void WelcomePage::setRecent(const QStringList &paths)
{
    while (QLayoutItem *item = m_recent->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const QStringList shown = paths.mid(0, 4);
    for (const QString &path : shown) {
        const auto login =
            ServerLogin::isAddress(path) ? ServerLogin::parse(path) : Result<ServerLogin>(tl::unexpected(Error{}));
        const QFileInfo file(path);
        const bool isAlone = std::count_if(shown.cbegin(), shown.cend(), [&file](const QString &other) {
                                 return QFileInfo(other).fileName() == file.fileName();
                             }) == 1;
        const QString name = login     ? login->shown()
                             : isAlone ? file.fileName()
                                       : tr("%1 in %2").arg(file.fileName(), file.dir().dirName());
        auto *button = new QPushButton(icon(login ? u"users" : u"database"), name);
        button->setFlat(true);
        button->setProperty("leftAligned", true);
        button->setToolTip(path);
        button->setAccessibleName(tr("Open %1").arg(path));
        connect(button, &QPushButton::clicked, this, [this, path] { Q_EMIT openAsked(path); });
        m_recent->addWidget(button);
    }
    m_recentBox->setVisible(!paths.isEmpty());
}

void WelcomePage::setBusy(const QString &what)
{
    m_banner->hide();
    m_choices->setEnabled(false);
    m_busy->setText(what);
    m_busy->show();
    m_progress->show();
}

void WelcomePage::setIdle()
{
    m_choices->setEnabled(true);
    m_busy->hide();
    m_progress->hide();
}

void WelcomePage::showProblem(const QString &text, const QString &detail)
{
    setIdle();
    m_banner->show(Banner::Kind::Error, text, detail);
}

void WelcomePage::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), Theme::current().window);
}

} // namespace tocsin
