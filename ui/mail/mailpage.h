#pragma once

#include "models/domain/mailaccount.h"
#include "models/domain/mailreply.h"
#include "ui/common/uicontext.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;
class QVBoxLayout;

namespace tocsin {

class Banner;
class Card;
class FormDraft;
class FormRow;
class Label;

/**
 * The account that notices and alerts leave by (P9.8): an administrator keeps it for all, everybody keeps their own
 * password in their keychain, and whoever likes tries it. Nothing is sent by a test.
 */
class MailPage : public QWidget
{
    Q_OBJECT

public:
    explicit MailPage(const UiContext &ui, QWidget *parent = nullptr);
    ~MailPage() override;
    void activate();

private:
    void build();
    QWidget *buildHead();
    void buildServer(Card *card);
    void buildSender(Card *card);
    void buildPassword(Card *card);
    FormRow *addRow(Card *card, const QString &label, QWidget *field, const QString &name);
    void read();
    void fill(const MailAccount &account);
    [[nodiscard]] MailAccount typed() const;
    [[nodiscard]] bool isChanged() const;
    void refresh();
    void save();
    void test();
    void keepPassword();
    void chooseAuthority();
    void tell(const MailReply &reply);

    UiContext m_ui;
    FormDraft *m_draft;
    MailAccount m_account; ///< as it was read
    bool m_known = false;
    bool m_busy = false;
    bool m_testing = false;
    Banner *m_banner;
    Label *m_state;
    QLineEdit *m_host;
    QComboBox *m_security;
    QSpinBox *m_port;
    QLineEdit *m_login;
    QPlainTextEdit *m_authority;
    QPushButton *m_load;
    QSpinBox *m_timeout;
    QSpinBox *m_rate;
    QLineEdit *m_senderName;
    QLineEdit *m_senderAddress;
    QLineEdit *m_password;
    QPushButton *m_keep;
    QPushButton *m_test;
    QPushButton *m_discard;
    QPushButton *m_save;
    Label *m_whyNot;
};

} // namespace tocsin
