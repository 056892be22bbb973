// In this file, all Page components from 'src/pages` are auto-imported. Nested
// directories are supported, and should be uppercase. Each subdirectory will be
// prepended onto the component name.

import { PrivateSet, Route, Router, Set } from '@redwoodjs/router'

import { useAuth } from './auth'
import SiteLayout from './layouts/SiteLayout/SiteLayout'

// PrivateSet asks only whether somebody is signed in, to send them to log in.
// What they may see and do is for the server to say.
const Routes = () => {
  return (
    <Router useAuth={useAuth}>
      <Set wrap={SiteLayout}>
        <Route path="/" page={HomePage} name="home" />
        <Route path="/posts/{id:Int}" page={PostPage} name="post" />
        <Route path="/about" page={AboutPage} name="about" />
        <Route path="/contact" page={ContactPage} name="contact" />
        <Route path="/people" page={PeoplePage} name="people" />

        <Route path="/signup" page={SignupPage} name="signup" />
        <Route path="/login" page={LoginPage} name="login" />
        <Route path="/forgot-password" page={ForgotPasswordPage} name="forgotPassword" />
        <Route path="/reset-password" page={ResetPasswordPage} name="resetPassword" />

        <PrivateSet unauthenticated="login">
          <Route path="/desk" page={DeskPage} name="desk" />
          <Route path="/desk/new" page={NewPostPage} name="newPost" />
          <Route path="/desk/{id:Int}/edit" page={EditPostPage} name="editPost" />
          <Route path="/shared" page={SharedPage} name="shared" />
          <Route path="/organizations" page={OrganizationsPage} name="organizations" />
          <Route path="/organizations/new" page={NewOrganizationPage} name="newOrganization" />
          <Route path="/organizations/{id:Int}" page={OrganizationPage} name="organization" />
          <Route path="/profile" page={ProfilePage} name="profile" />
          <Route path="/messages" page={MessagesPage} name="messages" />
        </PrivateSet>
      </Set>
      <Route notfound page={NotFoundPage} />
    </Router>
  )
}

export default Routes
