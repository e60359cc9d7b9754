-- Lets somebody at an OpenID provider sign in to an account that the caller looks after, or nobody any more (null). A first
-- password that was never used goes: whoever signs in elsewhere is not asked to change it. False where that person is bound
-- to another account, which the caller may not be able to see, or the caller may not do this.
create function bind_openid(of_account int, issuer text, subject text) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if of_account = current_account() or not may_keep(of_account) then return false; end if;
  perform pg_advisory_xact_lock(hashtext('bind_openid'));
  if exists (select from account where openid_issuer = issuer and openid_subject = subject and id <> of_account) then
    return false;
  end if;
  update account set openid_issuer = issuer, openid_subject = subject where id = of_account;
  if subject is not null then delete from credential where account_id = of_account and must_change; end if;
  return true;
end $$;
revoke all on function bind_openid from public;
grant execute on function bind_openid to jingwei_api;
