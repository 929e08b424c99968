#include "ui/people/personcard.h"

#include "ui/common/banner.h"
#include "ui/common/label.h"
#include "ui/people/personform.h"
#include "ui/theme/icons.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin {

PersonCard::PersonCard(QWidget *parent)
    : Card({}, parent)
    , m_banner(new Banner(Banner::Kind::Warning, this))
    , m_facts(wrappedLabel({}, TextStyle::Muted, this))
    , m_roles(wrappedLabel({}, TextStyle::Body, this))
    , m_change(new QPushButton(icon(u"edit"), tr("Change…"), this))
{
    setObjectName(u"personCard"_s);
    m_banner->setObjectName(u"personBanner"_s);
    m_banner->hide();
    m_facts->setObjectName(u"personFacts"_s);
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_roles->setObjectName(u"personRoles"_s);
    m_change->setObjectName(u"personChange"_s);
    m_change->setAccessibleName(tr("Change this person"));
    connect(m_change, &QPushButton::clicked, this, &PersonCard::changeAsked);
    header()->addWidget(m_change);
    body()->addWidget(m_banner);
    body()->addWidget(m_facts);
    body()->addWidget(m_roles);
}

void PersonCard::setPerson(const PersonRow &row, bool isShared)
{
    m_person = row.person;
    setTitle(m_person.name);
    QStringList facts;
    if (m_person.login.isEmpty())
        facts << tr("No log-in: others enter what they decide");
    else
        facts << (isShared ? tr("Logs in as %1") : tr("Account %1")).arg(m_person.login);
    if (!m_person.email.isEmpty())
        facts << m_person.email;
    m_facts->setText(facts.join(u" · "_s));
    QStringList roles, codes;
    for (const auto &e : enumTable<Role>()) {
        if (!m_person.roles.testFlag(e.value))
            continue;
        roles << u"%1: %2"_s.arg(nameOf(e.value), roleMeaning(e.value));
        codes << QString::fromLatin1(e.code);
    }
    m_roles->setText(roles.isEmpty() ? tr("No role: may do nothing.") : roles.join(u'\n'));
    m_banner->setVisible(!m_person.active || row.logInMissing);
    if (!m_person.active)
        m_banner->show(Banner::Kind::Info, tr("No longer active: no access, and nobody to decide."));
    else if (row.logInMissing)
        m_banner->show(Banner::Kind::Warning, tr("The server has no log-in %1 yet.").arg(m_person.login),
                       tr("Whoever keeps the server makes it, with the rights of these roles: tocsin admin set-roles "
                          "%1 --roles %2 --create-login")
                           .arg(m_person.login, codes.isEmpty() ? u"none"_s : codes.join(u',')));
}

void PersonCard::setRefusal(const QString &why)
{
    m_change->setEnabled(why.isEmpty());
    m_change->setToolTip(why);
}

} // namespace tocsin
