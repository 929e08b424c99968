#pragma once

#include "models/services/serverlogin.h"
#include "ui/common/banner.h"

#include <QWidget>

class QCheckBox;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSpinBox;

namespace tocsin {

class Card;
class FormRow;
class Label;

/** Where a person says which shared database to open and logs in as themselves. */
class ConnectPage : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectPage(QWidget *parent = nullptr);

    /** Fills the fields; the password stays empty unless the login has one. */
    void showLogin(const ServerLogin &login);
    /** Why no password can be kept on this desktop; "" when it can. */
    void setNoKeychain(const QString &why);
    void showProblem(Banner::Kind kind, const QString &text, const QString &detail);
    /** While it connects: what, with the fields out of reach. */
    void setBusy(const QString &what);
    void setIdle();
    /** To the first field that is empty. */
    void focusFirst();

Q_SIGNALS:
    void connectAsked(const tocsin::ServerLogin &login, bool keepPassword);
    void backAsked();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void makeFields(Card *card);
    QWidget *makeServer();
    QWidget *makeAuthority();
    QWidget *makeFoot();
    void takeAddress(const QString &text);
    void chooseAuthority();
    void submit();

    Banner *m_banner;
    QWidget *m_form;
    QLineEdit *m_address;
    QLineEdit *m_host;
    QSpinBox *m_port;
    QLineEdit *m_database;
    QLineEdit *m_user;
    QLineEdit *m_password;
    QCheckBox *m_keep;
    Label *m_noKeychain;
    QLineEdit *m_caFile;
    FormRow *m_addressRow = nullptr;
    QPushButton *m_connect;
    QPushButton *m_back;
    Label *m_busy;
    QProgressBar *m_progress;
    QList<QPair<QString, QString>> m_others; ///< of a pasted address, beyond the fields
};

} // namespace tocsin
